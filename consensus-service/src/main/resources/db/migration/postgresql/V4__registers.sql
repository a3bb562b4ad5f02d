create table register (
  register_key varchar(1024) primary key,
  tag_counter bigint not null,
  writer_replica varchar(63) not null,
  writer_life bigint not null,
  writer_operation bigint not null,
  deleted boolean not null,
  content bytea not null,
  mark_key varchar(128),
  mark_request bigint not null,
  format integer not null,
  crc integer not null
);

create table register_mark (
  id varchar(1200) primary key,
  request bigint not null,
  tag_counter bigint not null,
  writer_replica varchar(63) not null,
  writer_life bigint not null,
  writer_operation bigint not null,
  noted_at bigint not null,
  crc integer not null
);

create table register_floor (
  id integer primary key,
  told bigint not null,
  collected bigint not null,
  crc integer not null
);

-- As with decrees: a message waits for this write.
alter table register alter column content set storage external;
