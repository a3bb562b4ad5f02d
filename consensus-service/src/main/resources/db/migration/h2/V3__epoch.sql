create table if not exists epoch (
  id integer primary key,
  number bigint not null,
  crc integer not null
);
