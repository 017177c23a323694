"""The tables and views of a compiled base, documented where they are made: `interpkb sql` reads them too."""

APPLICATION_ID = 0x696B6231  # "ikb1": lets `file` and other tools tell what the file is
FORMAT = 8
"""Raised whenever a table changes; an older file is made anew."""

TABLES = """
-- What the file was made from, and when: key, value.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- One row a file of kb/: its state on disk when it was read, a digest, whether it is an entry (its data are in
-- `entry` then), and its own problems.
CREATE TABLE file (
  path TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL,
  size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, ctime_ns INTEGER NOT NULL, inode INTEGER NOT NULL,
  digest TEXT NOT NULL, sound INTEGER NOT NULL, problems TEXT NOT NULL
);

-- Every problem of the base, in the order of `interpkb validate`.
CREATE TABLE problem (
  path TEXT NOT NULL, line INTEGER NOT NULL, col INTEGER NOT NULL,
  severity TEXT NOT NULL, code TEXT NOT NULL, message TEXT NOT NULL, hint TEXT
);

-- What was found when the files were linked, and then by the checks (`checked`): a later run keeps what cannot have
-- changed, and need not look up its place.
CREATE TABLE finding (
  path TEXT NOT NULL, keys TEXT NOT NULL, severity TEXT NOT NULL, code TEXT NOT NULL, message TEXT NOT NULL, hint TEXT,
  at_key INTEGER NOT NULL, line INTEGER NOT NULL, col INTEGER NOT NULL, checked INTEGER NOT NULL
);

-- One row an entry. `body` is the whole entry as JSON, as in its YAML.
CREATE TABLE entry (
  id TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, summary TEXT NOT NULL,
  path TEXT NOT NULL, body TEXT NOT NULL
);

-- Other names of entries.
CREATE TABLE alias (entry TEXT NOT NULL, alias TEXT NOT NULL);

-- Everything by which an entry is known, its id and aliases too, with the case folded.
CREATE TABLE called (name TEXT NOT NULL, entry TEXT NOT NULL);

-- One row a node of the graph: entries, dimension values (stage/finished-model) and needs (debate/...).
-- `entry` is the entry that holds it.
CREATE TABLE node (
  id TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, summary TEXT NOT NULL, entry TEXT NOT NULL
);

-- One row a stated link: subject --relation--> object. `direction` (supports, opposes) and `via` (whose link it
-- bears on) are for evidence; `keys` lead to its place in the entry `stated_in`.
CREATE TABLE link (
  subject TEXT NOT NULL, relation TEXT NOT NULL, object TEXT NOT NULL,
  strength INTEGER, because TEXT, according_to TEXT, direction TEXT, via TEXT,
  stated_in TEXT NOT NULL, keys TEXT NOT NULL
);

-- One row a relation, with the name it has from the other end.
CREATE TABLE relation (name TEXT NOT NULL, inverse TEXT NOT NULL, argued INTEGER NOT NULL, acyclic INTEGER NOT NULL);

-- What the evidence on each claim, and each link from a method to a goal, need or failure, adds up to.
-- For a claim, `relation` and `object` are empty. Lists of evidence are JSON; `largest` is the largest model tested.
CREATE TABLE verdict (
  subject TEXT NOT NULL, relation TEXT NOT NULL, object TEXT NOT NULL, verdict TEXT NOT NULL, rank INTEGER NOT NULL,
  supporting TEXT NOT NULL, opposing TEXT NOT NULL, dropped TEXT NOT NULL,
  groups INTEGER NOT NULL, largest TEXT, latest TEXT
);

-- One row for each time an entry names a source as the one who says something.
CREATE TABLE mention (source TEXT NOT NULL, stated_in TEXT NOT NULL, keys TEXT NOT NULL);

-- One row a released entry that is gone: its old address (methods/old), the address of what took its place, if anything
-- did, since when, and why.
CREATE TABLE tombstone (address TEXT NOT NULL, target TEXT, gone_on TEXT NOT NULL, because TEXT NOT NULL);

-- One row for each link to another entry inside a text.
CREATE TABLE text_link (object TEXT NOT NULL, stated_in TEXT NOT NULL, keys TEXT NOT NULL);
"""

INDEXES = """
CREATE UNIQUE INDEX file_path ON file (path);
CREATE UNIQUE INDEX entry_id ON entry (id);
CREATE INDEX entry_kind ON entry (kind, id);
CREATE UNIQUE INDEX node_id ON node (id);
CREATE INDEX alias_alias ON alias (alias COLLATE NOCASE);
CREATE INDEX alias_entry ON alias (entry);
CREATE INDEX called_name ON called (name);
CREATE INDEX link_subject ON link (subject, relation);
CREATE INDEX link_object ON link (object, relation);
CREATE INDEX link_stated_in ON link (stated_in);
CREATE UNIQUE INDEX verdict_key ON verdict (subject, relation, object);
CREATE INDEX verdict_object ON verdict (object, relation);
CREATE INDEX mention_source ON mention (source);
CREATE INDEX mention_stated_in ON mention (stated_in);
"""

VIEWS = """
-- Every link read from both ends: the inverse ones are derived.
CREATE VIEW edge AS
  SELECT subject AS start, relation, object AS "end", strength, because, according_to, direction, via, stated_in,
    0 AS derived FROM link
  UNION ALL
  SELECT object, inverse, subject, strength, because, according_to, direction, via, stated_in, 1
  FROM link JOIN relation ON relation.name = link.relation WHERE relation.inverse <> relation.name
  UNION ALL
  SELECT object, relation, subject, strength, because, according_to, direction, via, stated_in, 1
  FROM link JOIN relation ON relation.name = link.relation WHERE relation.inverse = relation.name;
"""
