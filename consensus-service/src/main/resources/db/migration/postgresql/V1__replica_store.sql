create table store_identity (
  id integer primary key,
  cluster_id uuid not null,
  replica_id varchar(63) not null,
  incarnation bigint not null,
  crc integer not null
);

create table promise (
  id integer primary key,
  ballot_round bigint not null,
  ballot_replica varchar(63) not null,
  chosen_up_to bigint not null,
  admitted boolean not null,
  crc integer not null
);

create table accepted (
  slot bigint primary key,
  ballot_round bigint not null,
  ballot_replica varchar(63) not null,
  kind varchar(8) not null,
  stamp bigint not null,
  decree bytea not null,
  format integer not null,
  crc integer not null
);

-- A group of messages waits for this write: no time for compression.
alter table accepted alter column decree set storage external;

create table met (
  replica_id varchar(63) primary key,
  incarnation bigint not null,
  crc integer not null
);
