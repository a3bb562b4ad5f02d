package io.quorate.service.peer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quorate.core.keyspace.Range;
import io.quorate.core.keyspace.Snapshot.Direction;
import io.quorate.core.lease.Lease;
import io.quorate.core.lock.LockName;
import io.quorate.core.paxos.Command;
import io.quorate.core.paxos.CommandId;
import io.quorate.core.store.Comparison;
import io.quorate.core.store.Comparison.Field;
import io.quorate.core.store.Comparison.Relation;
import io.quorate.core.store.Condition;
import io.quorate.core.store.Fence;
import io.quorate.core.store.Operation;
import io.quorate.core.store.Request;
import io.quorate.core.store.RequestCodec;
import io.quorate.core.store.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every kind of operation in JSON, as it reads and as it is meant; its quotes are single ones for
/// the sake of the reader.
class OperationJsonTest {
  private static final byte[] TEXT = "v".getBytes(UTF_8);
  private static final byte[] BYTES = {-1};
  private static final LockName LOCK = new LockName(LockName.Kind.LOCK, "jobs");
  private static final LockName ELECTION = new LockName(LockName.Kind.ELECTION, "boss");

  private final JsonForm json = new JsonForm();

  private static Stream<Arguments> onKeys() {
    return Stream.of(
        Arguments.of(
            """
            {'type':'put','key':'k','value':'v','wantsPrevious':false,\
            'condition':{'type':'unmodified','modRevision':3},'leaseId':5}\
            """,
            new Operation.Put("k", TEXT, 5, new Condition.Unmodified(3), false)),
        Arguments.of(
            """
            {'type':'put','key':'k','valueBase64':'/w==','wantsPrevious':true,\
            'condition':{'type':'none'}}\
            """,
            new Operation.Put("k", BYTES, new Condition.None(), true)),
        Arguments.of(
            "{'type':'delete','key':'k','condition':{'type':'absent'}}",
            new Operation.Delete("k", new Condition.Absent())),
        Arguments.of(
            "{'type':'delete-range','range':{'start':'a/','end':'a0'}}",
            new Operation.DeleteRange(Range.prefix("a/"))),
        Arguments.of("{'type':'compact','revision':9}", new Operation.Compact(9)));
  }

  private static Arguments transaction() {
    Transaction inner = new Transaction(List.of(), List.of(new Transaction.Get("k")), List.of());
    Transaction transaction =
        new Transaction(
            List.of(
                new Comparison.OfValue("k", Relation.EQUAL, BYTES),
                new Comparison.OfNumber("k", Field.MOD_REVISION, Relation.NOT_EQUAL, 7),
                new Comparison.OfExistence("k", true)),
            List.of(
                new Transaction.Put("k", TEXT, 0, true),
                new Transaction.Delete(Range.of("a", "b")),
                new Transaction.GetRange(Range.all(), Direction.DESCENDING, 5, true)),
            List.of(new Transaction.Nested(inner)));
    return Arguments.of(
        """
        {'type':'txn','transaction':{\
        'if':[{'type':'value','key':'k','relation':'equal','operandBase64':'/w=='},\
        {'type':'number','key':'k','field':'modRevision','relation':'notEqual','operand':7},\
        {'type':'existence','key':'k','exists':true}],\
        'then':[{'type':'put','key':'k','value':'v','wantsPrevious':true},\
        {'type':'delete','range':{'start':'a','end':'b'}},\
        {'type':'get-range','range':{'start':''},'direction':'descending','limit':5,\
        'keysOnly':true}],\
        'else':[{'type':'txn','transaction':{'if':[],'then':[{'type':'get','key':'k'}],\
        'else':[]}}]}}\
        """,
        new Operation.Transact(transaction));
  }

  private static Stream<Arguments> onLeases() {
    return Stream.of(
        Arguments.of(
            "{'type':'grant-lease','id':4,'ttlSeconds':30}",
            new Operation.GrantLease(OptionalLong.of(4), 30)),
        Arguments.of(
            "{'type':'grant-lease','ttlSeconds':30}",
            new Operation.GrantLease(OptionalLong.empty(), 30)),
        Arguments.of(
            "{'type':'renew-leases','ids':[4,5]}", new Operation.RenewLeases(List.of(4L, 5L))),
        Arguments.of("{'type':'revoke-lease','id':4}", new Operation.RevokeLease(4)),
        Arguments.of(
            "{'type':'expire-leases','terms':[{'id':4,'renewals':2}]}",
            new Operation.ExpireLeases(List.of(new Lease.Term(4, 2)))));
  }

  private static Stream<Arguments> onLocks() {
    return Stream.of(
        Arguments.of(
            """
            {'type':'acquire','name':{'kind':'lock','text':'jobs'},'owner':'me','leaseId':4,\
            'ttlSeconds':30,'waits':true}\
            """,
            new Operation.Acquire(LOCK, "me", Optional.empty(), OptionalLong.of(4), 30, true)),
        Arguments.of(
            """
            {'type':'acquire','name':{'kind':'election','text':'boss'},'owner':'me','value':'v',\
            'ttlSeconds':30,'waits':false}\
            """,
            new Operation.Acquire(
                ELECTION, "me", Optional.of(TEXT), OptionalLong.empty(), 30, false)),
        Arguments.of(
            "{'type':'leave','name':{'kind':'lock','text':'jobs'},'ticket':8}",
            new Operation.Leave(LOCK, 8)),
        Arguments.of(
            "{'type':'release','name':{'kind':'lock','text':'jobs'},'token':8}",
            new Operation.Release(LOCK, 8)),
        Arguments.of(
            "{'type':'publish','name':{'kind':'election','text':'boss'},'token':8,'value':'v'}",
            new Operation.Publish(ELECTION, 8, TEXT)));
  }

  private static Stream<Arguments> onTheClusterItself() {
    return Stream.of(
        Arguments.of(
            "{'type':'change-quorums','key':'majority(a b c)'}",
            new Operation.ChangeQuorums(Samples.QUORUMS)),
        Arguments.of("{'type':'registers-moved','key':'12'}", new Operation.RegistersMoved(12)));
  }

  static Stream<Arguments> itReadsAsAPersonWouldWriteIt() {
    return Stream.of(
            onKeys(), Stream.of(transaction()), onLeases(), onLocks(), onTheClusterItself())
        .flatMap(one -> one);
  }

  @ParameterizedTest
  @MethodSource
  void itReadsAsAPersonWouldWriteIt(String form, Operation operation) {
    Request fenced = new Request(Optional.empty(), List.of(new Fence("jobs", 7)), operation);
    Command command = new Command(new CommandId(1, 2), 0, 5, RequestCodec.encode(fenced));
    byte[] written =
        json.write(
            Samples.letterhead(Samples.A).says(new Commands(List.of(command))), Commands.class);
    assertThat(new String(written, UTF_8).replace('"', '\''))
        .endsWith("'request':{'fences':[{'lock':'jobs','token':7}],'operation':" + form + "}}]}}");
    Command read = json.read(written, Commands.class).message().commands().getFirst();
    assertThat(read.body()).isEqualTo(command.body());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'type':'put','key':'k'}|operation.value|is missing",
        "{'type':'put','key':'k','value':7}|operation.value|is missing or has the wrong form",
        "{'type':'put','key':'k','value':'v','valueBase64':'eA=='}|operation|needs either value or",
        "{'type':'put','key':'k','valueBase64':'***'}|operation|Illegal base64",
        "{'type':'delete','key':'k','value':'v'}|operation.value|is not known here",
        "{'type':'compact'}|operation.revision|must be a whole number",
        "{'type':'compact','revision':-1}|operation.revision|must be from 0",
        "{'type':'fly'}|operation|is missing or has the wrong form",
        "{'key':'k'}|operation|is missing or has the wrong form",
        "null|operation|is missing or has the wrong form",
      })
  void whatIsWrongIsNamed(String operation, String field, String message) {
    String text =
        """
        {"cluster":"6f9619ff-8b86-4011-b42d-00c04fc964ff","sender":"a","incarnation":"9f61",\
        "configuration":1,"message":{"commands":[{"id":"1/2","settledBelow":0,"issuedAt":5,\
        "request":{"operation":OPERATION}}]}}\
        """
            .replace("OPERATION", operation.replace('\'', '"'));
    InvalidMessageException refused =
        catchThrowableOfType(
            InvalidMessageException.class, () -> json.read(text.getBytes(UTF_8), Commands.class));
    assertThat(refused.getMessage()).contains(message);
    assertThat(refused.field()).isEqualTo("message.commands[0].request." + field);
  }
}
