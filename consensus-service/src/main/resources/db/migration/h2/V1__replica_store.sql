-- H2 commits after each of these; one cut short by a power loss is run again at the next start.

-- A decree may be larger than a VARBINARY can be (1 MiB), and a BLOB that is not in its row would be
-- written apart from it, in pieces.
set max_length_inplace_lob 67108864;

create table if not exists store_identity (
  id integer primary key,
  cluster_id uuid not null,
  replica_id varchar(63) not null,
  incarnation bigint not null,
  crc integer not null
);

create table if not exists promise (
  id integer primary key,
  ballot_round bigint not null,
  ballot_replica varchar(63) not null,
  chosen_up_to bigint not null,
  admitted boolean not null,
  crc integer not null
);

create table if not exists accepted (
  slot bigint primary key,
  ballot_round bigint not null,
  ballot_replica varchar(63) not null,
  kind varchar(8) not null,
  stamp bigint not null,
  decree blob not null,
  format integer not null,
  crc integer not null
);

create table if not exists met (
  replica_id varchar(63) primary key,
  incarnation bigint not null,
  crc integer not null
);
