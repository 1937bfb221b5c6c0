-- hearsay database, schema 1: articles, what was found in them, and what matches across them.
--
-- Written so that the file explains itself: `.schema` in the sqlite3 shell shows every comment below. People read the
-- views at the end (articles, claims, sources, anonymous_claims, matches, ...), which show the current version of each
-- article; the program writes the tables.
--
-- Offsets are half-open byte ranges into one field of the article, named by `field`: 'text' is article.text, 'headline'
-- is article.headline. substr() of SQLite counts characters, so the words of a range are
--     CAST(substr(CAST(text AS BLOB), start + 1, end - start) AS TEXT)
-- Parts of one thing that stand apart in the text are joined by ' … '.
-- NULL means: not given, not known or not applicable; nothing is guessed.

-- ── what reads the articles ───────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE engine (                   -- model and rules that found sources and claims
	id      INTEGER PRIMARY KEY,    -- row number; means nothing outside this file
	version TEXT NOT NULL UNIQUE    -- name of the model and of the rules, as `hearsay --version` prints them
) STRICT;

CREATE TABLE state (                    -- one row: are the matches those of the claims that are stored now?
	id              INTEGER PRIMARY KEY CHECK (id = 1),
	claims_changed  INTEGER NOT NULL DEFAULT 0,     -- how many batches have changed the claims
	matches_made_at INTEGER                         -- claims_changed when the matches were made; NULL: never
) STRICT;
INSERT INTO state (id) VALUES (1);

-- ── articles ──────────────────────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE article (                  -- one version of one article, as it came
	id          INTEGER PRIMARY KEY,        -- row number; means nothing outside this file
	key         TEXT NOT NULL UNIQUE        -- made from the content: URL (or outlet and date), headline and text; 32 hex digits
	            CHECK (length(key) = 32 AND key NOT GLOB '*[^0-9a-f]*'),
	newer_id    INTEGER                     -- the version of the same URL that came after this one; NULL: this is the current one
	            REFERENCES article (id) ON DELETE SET NULL CHECK (newer_id <> id),
	engine_id   INTEGER NOT NULL REFERENCES engine (id),    -- what found the sources and claims stored for it
	given_id    TEXT,                       -- the identifier that the input gave
	outlet      TEXT,                       -- who published it
	url         TEXT,                       -- where
	byline      TEXT,                       -- who wrote it, as printed
	agency      TEXT,                       -- the news agency that is credited
	dateline    TEXT,                       -- the place it was filed from, as printed
	published   TEXT,                       -- ISO 8601 as far as given: 2011-11-08 or 2011-11-08T12:53:00-05:00
	modified    TEXT,                       -- ISO 8601, when it was last changed
	lang        TEXT,                       -- BCP 47
	agency_copy INTEGER NOT NULL CHECK (agency_copy IN (0, 1)),     -- dateline, byline or credit mark it as agency copy
	copy_agency TEXT,                       -- whose copy it is
	path        TEXT,                       -- the file it was read from, as the user wrote it; '-' is standard input
	record      INTEGER NOT NULL CHECK (record >= 0),   -- line, row or item in that file, from 1; 0: the file is one article
	format      TEXT,                       -- how it was read: 'text', 'html', 'ndjson', 'json', 'csv', ...
	headline    TEXT,
	text        TEXT NOT NULL               -- the body, byte for byte as it came (HTML: as extracted)
) STRICT;

CREATE UNIQUE INDEX article_current ON article (url) WHERE newer_id IS NULL;    -- one current version a URL
CREATE INDEX article_url ON article (url);
CREATE INDEX article_newer ON article (newer_id) WHERE newer_id IS NOT NULL;

CREATE TABLE paragraph (                -- a paragraph and what it is; claims come from 'headline' and 'body' alone
	article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
	number     INTEGER NOT NULL CHECK (number >= 0),        -- in reading order, from 0
	kind       TEXT NOT NULL CHECK (kind IN ('body', 'headline', 'dateline', 'byline', 'caption', 'credit', 'links',
	                                         'comment', 'boilerplate')),
	field      TEXT NOT NULL CHECK (field IN ('text', 'headline')),
	start      INTEGER NOT NULL CHECK (start >= 0),         -- first byte in the field
	end        INTEGER NOT NULL CHECK (end >= start),       -- the byte behind the last one
	PRIMARY KEY (article_id, number)
) STRICT, WITHOUT ROWID;

-- ── sources ───────────────────────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE reason (                   -- why a source is not named
	code    TEXT PRIMARY KEY,       -- R0 .. R12
	meaning TEXT NOT NULL           -- in plain words
) STRICT, WITHOUT ROWID;

INSERT INTO reason VALUES
	('R0',  'no reason given'),
	('R1',  'not authorised to speak'),
	('R2',  'sensitivity of the matter'),
	('R3',  'job or professional reprisal'),
	('R4',  'safety, arrest or violence'),
	('R5',  'legal matter or inquiry'),
	('R6',  'rule, protocol or ground rules'),
	('R7',  'not final or before an announcement'),
	('R8',  'candour or private talks'),
	('R9',  'privacy, family or embarrassment'),
	('R10', 'business or competition'),
	('R11', 'relationship, not to offend'),
	('R12', 'another reason');

CREATE TABLE source (                   -- one distinct source of one article, named or not
	id             INTEGER PRIMARY KEY,     -- row number; means nothing outside this file
	article_id     INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
	number         INTEGER NOT NULL CHECK (number >= 0),    -- in the order of first mention, from 0
	class          TEXT NOT NULL,           -- 'named', 'anonymous', 'agency' or 'unresolved'
	kind           TEXT NOT NULL,           -- within the class: 'person', 'individual', 'wire', ...
	name           TEXT,                    -- the fullest name in the article; anonymous: the fullest description as worded
	grant_words    TEXT,                    -- the words that grant anonymity: "on condition of anonymity"
	reason_words   TEXT,                    -- the words that say why, wherever in the article they stand
	reason_code    TEXT REFERENCES reason (code),   -- NULL: not an unnamed person
	basis_words    TEXT,                    -- the words that say how the source knows: "briefed on the inquiry"
	specificity    INTEGER CHECK (specificity BETWEEN 0 AND 5),     -- how much a reader learns: 0 "a source" .. 5 side or motive
	people         INTEGER CHECK (people >= 0),     -- how many, where unnamed people are told apart; 0: a plural without number
	plural_for_one INTEGER NOT NULL CHECK (plural_for_one IN (0, 1)),   -- a plural that the article later resumes in the singular
	UNIQUE (article_id, number),
	CHECK (class || '/' || kind IN (
		'named/person', 'named/organisation', 'named/document', 'named/author', 'named/event',
		'anonymous/individual', 'anonymous/group', 'anonymous/collective', 'anonymous/document', 'anonymous/unattributed',
		'agency/wire', 'agency/outlet', 'unresolved/unresolved'))
) STRICT;

CREATE TABLE source_span (              -- where in the article a source is spoken of
	source_id INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
	role      TEXT NOT NULL CHECK (role IN ('mention', 'grant', 'reason', 'basis')),
	number    INTEGER NOT NULL CHECK (number >= 0),         -- in text order within the role, from 0
	field     TEXT NOT NULL CHECK (field IN ('text', 'headline')),
	start     INTEGER NOT NULL CHECK (start >= 0),
	end       INTEGER NOT NULL CHECK (end > start),
	PRIMARY KEY (source_id, role, number)
) STRICT, WITHOUT ROWID;

-- ── claims ────────────────────────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE claim (                    -- something that a source is reported to say, think or want
	id            INTEGER PRIMARY KEY,      -- row number; means nothing outside this file
	key           TEXT NOT NULL UNIQUE      -- made from the article's key and the spans: the same whenever it is found again
	              CHECK (length(key) = 32 AND key NOT GLOB '*[^0-9a-f]*'),
	article_id    INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
	number        INTEGER NOT NULL CHECK (number >= 0),     -- in text order, from 0
	source_id     INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
	paragraph     INTEGER NOT NULL,         -- paragraph.number: where the cue stands
	outer_id      INTEGER                   -- the claim in whose content this one stands
	              REFERENCES claim (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED CHECK (outer_id <> id),
	quotation     TEXT NOT NULL CHECK (quotation IN ('direct', 'indirect', 'mixed')),
	stance        TEXT NOT NULL CHECK (stance IN ('asserts', 'denies', 'declines', 'asks', 'attitude')),
	confidence    REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),     -- that a reader would mark this attribution so
	carried       INTEGER NOT NULL CHECK (carried IN (0, 1)),   -- the speaker was carried over from an earlier sentence
	speaker       TEXT,                     -- source.name, kept here too for the full-text index
	source_words  TEXT,                     -- the source as written here; NULL: none is expressed
	cue_words     TEXT,                     -- "said", "according to"
	content_words TEXT,                     -- what is said
	told_words    TEXT,                     -- to whom: "reporters"
	through_words TEXT,                     -- through whom it came: "The Post"
	UNIQUE (article_id, number),
	FOREIGN KEY (article_id, paragraph) REFERENCES paragraph (article_id, number)
) STRICT;

CREATE INDEX claim_source ON claim (source_id);
CREATE INDEX claim_outer ON claim (outer_id) WHERE outer_id IS NOT NULL;
CREATE INDEX claim_paragraph ON claim (article_id, paragraph);

CREATE TABLE claim_span (               -- where in the article the parts of a claim stand
	claim_id INTEGER NOT NULL REFERENCES claim (id) ON DELETE CASCADE,
	role     TEXT NOT NULL CHECK (role IN ('source', 'cue', 'content', 'told', 'through')),
	number   INTEGER NOT NULL CHECK (number >= 0),          -- in text order within the role, from 0
	field    TEXT NOT NULL CHECK (field IN ('text', 'headline')),
	start    INTEGER NOT NULL CHECK (start >= 0),
	end      INTEGER NOT NULL CHECK (end > start),
	PRIMARY KEY (claim_id, role, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE claim_vector (             -- the meaning of a claim's content as a direction in 384 dimensions
	claim_id INTEGER PRIMARY KEY REFERENCES claim (id) ON DELETE CASCADE,
	vector   BLOB NOT NULL CHECK (length(vector) = 384)     -- signed bytes, largest 127 or -127; scale to length 1 to use it
) STRICT;

-- ── matches ───────────────────────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE match (                    -- two claims of different articles that say the same or the opposite
	claim_a  INTEGER NOT NULL REFERENCES claim (id) ON DELETE CASCADE,      -- the one with the smaller key
	claim_b  INTEGER NOT NULL REFERENCES claim (id) ON DELETE CASCADE CHECK (claim_b <> claim_a),
	kind     TEXT NOT NULL CHECK (kind IN ('same', 'contradicts')),
	score    REAL NOT NULL CHECK (score BETWEEN 0 AND 1),   -- how surely
	evidence TEXT NOT NULL,                                 -- what the judgement rests on, as JSON: {"vector": 0.91, "words": 0.52, ...}
	PRIMARY KEY (claim_a, claim_b)
) STRICT, WITHOUT ROWID;

CREATE INDEX match_b ON match (claim_b);

-- ── full text ─────────────────────────────────────────────────────────────────────────────────────────────────────
-- The indexes are external content: they hold no text of their own. The program keeps them in step with the tables; triggers
-- could not, since SQLite lets no trigger write a virtual table where the schema is not trusted. Whoever deletes or
-- changes rows by hand says afterwards: INSERT INTO claim_fts (claim_fts) VALUES ('rebuild'); and the same of article_fts.

CREATE VIRTUAL TABLE article_fts USING fts5 (
	headline, text, content="article", content_rowid="id", tokenize="porter unicode61 remove_diacritics 2");

CREATE VIRTUAL TABLE claim_fts USING fts5 (
	content_words, source_words, speaker, content="claim", content_rowid="id",
	tokenize="porter unicode61 remove_diacritics 2");

-- ── views for people: the current version of each article; `article` and `claim` are keys, good in every file ─────

CREATE VIEW articles AS                 -- one row an article
SELECT a.key AS article, a.outlet, a.published, a.modified, a.headline, a.byline, a.agency, a.dateline, a.agency_copy,
       a.copy_agency, a.lang, a.url, a.given_id, a.path, a.record, a.format, e.version AS engine,
       (SELECT count(*) FROM claim c WHERE c.article_id = a.id) AS claims,
       (SELECT count(*) FROM source s WHERE s.article_id = a.id) AS sources,
       (SELECT count(*) FROM article o WHERE o.url = a.url AND o.id <> a.id) AS older_versions,
       length(CAST(a.text AS BLOB)) AS bytes, a.text
FROM article a JOIN engine e ON e.id = a.engine_id
WHERE a.newer_id IS NULL;

CREATE VIEW versions AS                 -- one row a version of an article, also the older ones; `newer` is the next one
SELECT a.key AS article, n.key AS newer, a.newer_id IS NULL AS current, a.url, a.outlet, a.published, a.modified, a.headline,
       a.text
FROM article a LEFT JOIN article n ON n.id = a.newer_id;

CREATE VIEW paragraphs AS               -- one row a paragraph, with its words
SELECT a.key AS article, p.number, p.kind, p.field, p.start, p.end,
       CAST(substr(CAST(CASE p.field WHEN 'text' THEN a.text ELSE a.headline END AS BLOB), p.start + 1, p.end - p.start) AS TEXT)
           AS words
FROM paragraph p JOIN article a ON a.id = p.article_id
WHERE a.newer_id IS NULL;

CREATE VIEW sources AS                  -- one row a distinct source of an article
SELECT a.key AS article, s.number, a.outlet, a.published, a.headline, a.url, s.class, s.kind, s.name,
       s.grant_words, s.reason_words, s.reason_code, r.meaning AS reason_meaning, s.basis_words, s.specificity, s.people,
       s.plural_for_one,
       (SELECT count(*) FROM claim c WHERE c.source_id = s.id) AS claims,
       (SELECT count(*) FROM source_span m WHERE m.source_id = s.id AND m.role = 'mention') AS mentions
FROM source s JOIN article a ON a.id = s.article_id LEFT JOIN reason r ON r.code = s.reason_code
WHERE a.newer_id IS NULL;

CREATE VIEW source_spans AS             -- one row a stretch of text that speaks of a source
SELECT a.key AS article, s.number AS source_number, m.role, m.number, m.field, m.start, m.end,
       CAST(substr(CAST(CASE m.field WHEN 'text' THEN a.text ELSE a.headline END AS BLOB), m.start + 1, m.end - m.start) AS TEXT)
           AS words
FROM source_span m JOIN source s ON s.id = m.source_id JOIN article a ON a.id = s.article_id
WHERE a.newer_id IS NULL;

CREATE VIEW claims AS                   -- one row a claim, with its article and its source; ORDER BY article, number is total
SELECT c.key AS claim, a.key AS article, c.number, a.outlet, a.published, a.modified, a.headline, a.byline, a.agency,
       a.dateline, a.agency_copy, a.copy_agency, a.lang, a.url, a.given_id, a.path, a.record,
       s.number AS source_number, s.class AS source_class, s.kind AS source_kind, s.name AS source_name,
       c.source_words AS source, c.cue_words AS cue, c.content_words AS content, c.told_words AS told,
       c.through_words AS through, c.quotation, c.stance, c.confidence, c.carried, o.key AS outer_claim,
       s.grant_words, s.reason_words, s.reason_code, r.meaning AS reason_meaning, s.basis_words, s.specificity, s.people,
       s.plural_for_one,
       c.paragraph, p.kind AS paragraph_kind, p.field AS paragraph_field, p.start AS paragraph_start, p.end AS paragraph_end,
       CAST(substr(CAST(CASE p.field WHEN 'text' THEN a.text ELSE a.headline END AS BLOB), p.start + 1, p.end - p.start) AS TEXT)
           AS paragraph_words
FROM claim c
JOIN article a ON a.id = c.article_id
JOIN source s ON s.id = c.source_id
JOIN paragraph p ON p.article_id = c.article_id AND p.number = c.paragraph
LEFT JOIN reason r ON r.code = s.reason_code
LEFT JOIN claim o ON o.id = c.outer_id
WHERE a.newer_id IS NULL;

CREATE VIEW claim_spans AS              -- one row a part of a claim: role, where it stands, its words
SELECT a.key AS article, c.key AS claim, c.number AS claim_number, x.role, x.number, x.field, x.start, x.end,
       CAST(substr(CAST(CASE x.field WHEN 'text' THEN a.text ELSE a.headline END AS BLOB), x.start + 1, x.end - x.start) AS TEXT)
           AS words
FROM claim_span x JOIN claim c ON c.id = x.claim_id JOIN article a ON a.id = c.article_id
WHERE a.newer_id IS NULL;

CREATE VIEW anonymous_claims AS         -- the claims whose source is not named, with what the article says about why
SELECT outlet, published, headline, source_kind, source_name, source, cue, content, quotation, stance, grant_words,
       reason_words, reason_code, reason_meaning, basis_words, specificity, people, plural_for_one, told, through, confidence,
       url, article, number, claim
FROM claims
WHERE source_class = 'anonymous';

CREATE VIEW matches AS                  -- one row a pair of claims of different articles
SELECT m.kind, m.score,
       aa.outlet AS outlet_a, ab.outlet AS outlet_b,
       sa.class AS source_class_a, sb.class AS source_class_b, sa.name AS source_name_a, sb.name AS source_name_b,
       ca.content_words AS content_a, cb.content_words AS content_b,
       aa.published AS published_a, ab.published AS published_b, aa.headline AS headline_a, ab.headline AS headline_b,
       aa.url AS url_a, ab.url AS url_b, m.evidence,
       aa.key AS article_a, ab.key AS article_b, ca.number AS number_a, cb.number AS number_b, ca.key AS claim_a, cb.key AS claim_b
FROM match m
JOIN claim ca ON ca.id = m.claim_a JOIN article aa ON aa.id = ca.article_id JOIN source sa ON sa.id = ca.source_id
JOIN claim cb ON cb.id = m.claim_b JOIN article ab ON ab.id = cb.article_id JOIN source sb ON sb.id = cb.source_id
WHERE aa.newer_id IS NULL AND ab.newer_id IS NULL;

CREATE VIEW matching AS                 -- one row: have claims been added or replaced since the last `hearsay match`?
SELECT matches_made_at IS NOT NULL AS made, coalesce(matches_made_at = claims_changed, 0) AS up_to_date FROM state;
