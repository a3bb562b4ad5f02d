package io.quorate.service.peer;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.quorate.core.keyspace.Range;
import io.quorate.core.keyspace.Snapshot.Direction;
import io.quorate.core.lock.LockName;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.store.Comparison;
import io.quorate.core.store.Condition;
import io.quorate.core.store.Operation;
import io.quorate.core.store.Transaction;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.EnumNamingStrategies.LowerCamelCaseStrategy;
import tools.jackson.databind.annotation.EnumNaming;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.util.StdConverter;

/// What Jackson has to know of what clients want done.
@SuppressWarnings("unused") // Jackson reads the members, nobody calls them
final class StoreMixins {
  static final Map<Class<?>, Class<?>> ALL =
      Map.ofEntries(
          Map.entry(Operation.class, OperationType.class),
          Map.entry(Operation.Put.class, PutForm.class),
          Map.entry(Operation.ChangeQuorums.class, ChangeForm.class),
          Map.entry(Operation.RegistersMoved.class, MovedForm.class),
          Map.entry(Transaction.class, TransactionForm.class),
          Map.entry(Transaction.Step.class, StepType.class),
          Map.entry(Transaction.Put.class, LeasedForm.class),
          Map.entry(Comparison.class, ComparisonType.class),
          Map.entry(Comparison.Relation.class, LowerCamelCase.class),
          Map.entry(Comparison.Field.class, LowerCamelCase.class),
          Map.entry(Condition.class, ConditionType.class),
          Map.entry(Range.class, RangeForm.class),
          Map.entry(Direction.class, LowerCamelCase.class),
          Map.entry(LockName.Kind.class, LowerCamelCase.class),
          Map.entry(QuorumSystem.class, QuorumsForm.class));

  private StoreMixins() {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Operation.Put.class, name = "put"),
    @JsonSubTypes.Type(value = Operation.Delete.class, name = "delete"),
    @JsonSubTypes.Type(value = Operation.DeleteRange.class, name = "delete-range"),
    @JsonSubTypes.Type(value = Operation.Transact.class, name = "txn"),
    @JsonSubTypes.Type(value = Operation.Compact.class, name = "compact"),
    @JsonSubTypes.Type(value = Operation.GrantLease.class, name = "grant-lease"),
    @JsonSubTypes.Type(value = Operation.RenewLeases.class, name = "renew-leases"),
    @JsonSubTypes.Type(value = Operation.RevokeLease.class, name = "revoke-lease"),
    @JsonSubTypes.Type(value = Operation.ExpireLeases.class, name = "expire-leases"),
    @JsonSubTypes.Type(value = Operation.Acquire.class, name = "acquire"),
    @JsonSubTypes.Type(value = Operation.Leave.class, name = "leave"),
    @JsonSubTypes.Type(value = Operation.Release.class, name = "release"),
    @JsonSubTypes.Type(value = Operation.Publish.class, name = "publish"),
    @JsonSubTypes.Type(value = Operation.ChangeQuorums.class, name = "change-quorums"),
    @JsonSubTypes.Type(value = Operation.RegistersMoved.class, name = "registers-moved")
  })
  private interface OperationType {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Transaction.Put.class, name = "put"),
    @JsonSubTypes.Type(value = Transaction.Delete.class, name = "delete"),
    @JsonSubTypes.Type(value = Transaction.Get.class, name = "get"),
    @JsonSubTypes.Type(value = Transaction.GetRange.class, name = "get-range"),
    @JsonSubTypes.Type(value = Transaction.Nested.class, name = "txn")
  })
  private interface StepType {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Comparison.OfValue.class, name = "value"),
    @JsonSubTypes.Type(value = Comparison.OfNumber.class, name = "number"),
    @JsonSubTypes.Type(value = Comparison.OfExistence.class, name = "existence")
  })
  private interface ComparisonType {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Condition.None.class, name = "none"),
    @JsonSubTypes.Type(value = Condition.Absent.class, name = "absent"),
    @JsonSubTypes.Type(value = Condition.Present.class, name = "present"),
    @JsonSubTypes.Type(value = Condition.Unmodified.class, name = "unmodified")
  })
  private interface ConditionType {}

  /// A key without a lease says nothing of one.
  private abstract static class LeasedForm {
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    long leaseId;
  }

  @JsonPropertyOrder({"key", "value", "wantsPrevious", "condition", "leaseId"})
  private abstract static class PutForm {
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    long leaseId;
  }

  private interface ChangeForm {
    @JsonProperty("key")
    QuorumSystem to();
  }

  private abstract static class MovedForm {
    @JsonProperty("key")
    @JsonSerialize(converter = SlotText.Write.class)
    @JsonDeserialize(converter = SlotText.Read.class)
    long slot;
  }

  private interface TransactionForm {
    @JsonProperty("if")
    List<Comparison> conditions();

    @JsonProperty("else")
    List<Transaction.Step> otherwise();
  }

  private interface RangeForm {
    @JsonIgnore
    boolean isEmpty();
  }

  @EnumNaming(LowerCamelCaseStrategy.class)
  private enum LowerCamelCase {}

  @JsonSerialize(converter = QuorumsJson.Write.class)
  @JsonDeserialize(converter = QuorumsJson.Read.class)
  private interface QuorumsForm {}

  /// A slot where other operations have a key.
  private static final class SlotText {
    static final class Write extends StdConverter<Long, String> {
      @Override
      public String convert(Long slot) {
        return Long.toString(slot);
      }
    }

    static final class Read extends StdConverter<String, Long> {
      @Override
      public Long convert(String text) {
        return Long.parseLong(text);
      }
    }
  }
}
