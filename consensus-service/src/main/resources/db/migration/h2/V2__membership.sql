create table if not exists membership (
  id integer primary key,
  configuration bigint not null,
  voters varchar not null,
  quorums varchar not null,
  crc integer not null
);
