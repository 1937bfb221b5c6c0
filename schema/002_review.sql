-- Reviews: what people have decided about what the program found. They are kept as they were made, each with who, when and why; nothing
-- of `review` is ever changed or deleted (triggers see to it). `review_place` says where each of them stands in the articles as they are
-- stored now: the program makes it anew whenever an article is read again. `source_now` and `claim_now` are sources and claims as
-- reviewed, and what reports count; `source` and `claim` stay what the program found.

CREATE TABLE review (
	id        INTEGER PRIMARY KEY,          -- row number, in the order in which they were stored; means nothing outside this file
	key       TEXT NOT NULL UNIQUE          -- made from the content: the same review imported twice is one; 32 hex digits
	          CHECK (length(key) = 32 AND key NOT GLOB '*[^0-9a-f]*'),
	made_at   TEXT NOT NULL                 -- ISO 8601 in UTC, as given by the reviewer's clock: 2026-03-06T09:30:00Z
	          CHECK (made_at IS strftime('%Y-%m-%dT%H:%M:%SZ', made_at)),
	reviewer  TEXT NOT NULL CHECK (reviewer <> ''),         -- who
	why       TEXT,                         -- in their words
	about     TEXT NOT NULL CHECK (about IN ('finding', 'claim', 'source', 'review')),
	aspect    TEXT NOT NULL,                -- what is decided
	value     TEXT NOT NULL,                -- how
	policy    TEXT,                         -- of a finding: the policy and the rule that found it
	rule      TEXT,
	withdraws TEXT REFERENCES review (key), -- of a withdrawal: the review that its reviewer, or another one, takes back
	article   TEXT,                         -- article.key when it was made
	url       TEXT,                         -- article.url
	engine    TEXT,                         -- what had read the article: engine.version
	field     TEXT CHECK (field IN ('text', 'headline')),
	start     INTEGER CHECK (start >= 0),   -- the words it is about, a half-open byte range into the field
	end       INTEGER CHECK (end > start),
	words     TEXT,                         -- these words
	before    TEXT,                         -- the words in front of them and behind, by which they are found again
	after     TEXT,
	CHECK ((about = 'finding') = (policy IS NOT NULL) AND (about = 'finding') = (rule IS NOT NULL)),
	CHECK ((about = 'review') = (withdraws IS NOT NULL)),
	CHECK (about = 'review' OR (article IS NOT NULL AND field IS NOT NULL AND start IS NOT NULL AND end IS NOT NULL AND
	                            words IS NOT NULL AND before IS NOT NULL AND after IS NOT NULL)),
	CHECK (aspect = 'note' OR CASE about
	       WHEN 'finding' THEN aspect = 'verdict' AND value IN ('confirmed', 'dismissed')
	       WHEN 'claim' THEN aspect = 'claim' AND value IN ('yes', 'no')
	       WHEN 'review' THEN aspect = 'withdrawn'
	       ELSE aspect IN ('kind', 'name', 'reason', 'level') END)
) STRICT;

CREATE INDEX review_article ON review (article) WHERE article IS NOT NULL;
CREATE INDEX review_url ON review (url) WHERE url IS NOT NULL;
CREATE INDEX review_withdraws ON review (withdraws) WHERE withdraws IS NOT NULL;

CREATE TRIGGER review_stays BEFORE UPDATE ON review BEGIN
	SELECT RAISE(ABORT, 'a review is never changed: withdraw it, or make a later one');
END;
CREATE TRIGGER review_is_kept BEFORE DELETE ON review BEGIN
	SELECT RAISE(ABORT, 'a review is never deleted: withdraw it');
END;

CREATE TABLE review_place (             -- where a review stands now; made by the program, none for withdrawals
	review_id  INTEGER PRIMARY KEY REFERENCES review (id),
	state      TEXT NOT NULL CHECK (state IN ('placed', 'moved', 'orphaned')),     -- where it was, elsewhere, nowhere
	lost       TEXT,                        -- orphaned: what is not there any more
	article_id INTEGER REFERENCES article (id) ON DELETE SET NULL,
	field      TEXT, start INTEGER, end INTEGER,    -- its words there
	source_id  INTEGER REFERENCES source (id) ON DELETE SET NULL,  -- whom or what it is about
	claim_id   INTEGER REFERENCES claim (id) ON DELETE SET NULL,
	in_force   INTEGER NOT NULL CHECK (in_force IN (0, 1)),     -- not orphaned, not withdrawn, and no later one says otherwise
	CHECK ((state = 'orphaned') = (lost IS NOT NULL))
) STRICT;

CREATE INDEX review_place_source ON review_place (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX review_place_claim ON review_place (claim_id) WHERE claim_id IS NOT NULL;
CREATE INDEX review_place_article ON review_place (article_id) WHERE article_id IS NOT NULL;

CREATE VIEW ruling AS                   -- the reviews in force, with what each is about
SELECT p.article_id, p.source_id, p.claim_id, p.field, p.start, p.end, r.id AS review_id, r.key AS review, r.about, r.aspect, r.value,
       r.reviewer, r.made_at, r.why, r.policy, r.rule
FROM review_place p JOIN review r ON r.id = p.review_id
WHERE p.in_force;

CREATE VIEW source_now AS               -- source, as reviewed; `reviewed` says by whom, NULL: by nobody
SELECT s.id, s.article_id, s.number, s.class, s.kind, s.name, s.grant_words, s.reason_words,
       CASE WHEN s.class = 'anonymous' AND s.kind IN ('individual', 'group') THEN s.code END AS reason_code, s.basis_words,
       CASE WHEN s.class = 'anonymous' AND s.kind IN ('individual', 'group') THEN s.level END AS specificity,
       s.people, s.plural_for_one,
       (SELECT group_concat(words, '; ') FROM (
           SELECT aspect || ' is ' || value || ', says ' || reviewer || coalesce(': ' || why, '') AS words FROM ruling
           WHERE source_id = s.id AND about = 'source' ORDER BY aspect, made_at, review_id)) AS reviewed
FROM (SELECT o.id, o.article_id, o.number, o.grant_words, o.reason_words, o.basis_words, o.people, o.plural_for_one,
             coalesce(substr(k.value, 1, instr(k.value, '/') - 1), o.class) AS class,
             coalesce(substr(k.value, instr(k.value, '/') + 1), o.kind) AS kind,
             coalesce(n.value, o.name) AS name, coalesce(c.value, o.reason_code) AS code,
             coalesce(CAST(l.value AS INTEGER), o.specificity) AS level
      FROM source o
      LEFT JOIN ruling k ON k.source_id = o.id AND k.aspect = 'kind'
      LEFT JOIN ruling n ON n.source_id = o.id AND n.aspect = 'name'
      LEFT JOIN ruling c ON c.source_id = o.id AND c.aspect = 'reason'
      LEFT JOIN ruling l ON l.source_id = o.id AND l.aspect = 'level') s;

CREATE VIEW claim_now AS                -- claim, without those that a reviewer says are none
SELECT c.*, (SELECT group_concat(words, '; ') FROM (
           SELECT CASE aspect WHEN 'note' THEN 'note' ELSE aspect || ' is ' || value END || ', says ' || reviewer || coalesce(': ' || why, '')
                  || CASE aspect WHEN 'note' THEN ': ' || value ELSE '' END AS words FROM ruling
           WHERE claim_id = c.id AND about = 'claim' ORDER BY aspect, made_at, review_id)) AS reviewed
FROM claim c
WHERE NOT EXISTS (SELECT 1 FROM ruling WHERE claim_id = c.id AND about = 'claim' AND aspect = 'claim' AND value = 'no');

CREATE VIEW reviews AS                  -- one row a review, with what became of it; ORDER BY made_at, number is total
SELECT r.id AS number, r.key AS review, r.made_at, r.reviewer, r.about, r.aspect, r.value, r.why,
       CASE WHEN r.about = 'review' THEN 'withdrawal'
            WHEN w.key IS NOT NULL THEN 'withdrawn'
            WHEN p.state = 'orphaned' THEN 'orphaned'
            WHEN p.in_force THEN 'in force'
            ELSE 'overruled' END AS state,
       p.state AS place, p.lost, r.policy, r.rule, r.withdraws, w.key AS withdrawn_by, w.reviewer AS withdrawer,
       r.article, r.url, r.engine, r.field, r.start, r.end, r.words, r.before, r.after,
       a.key AS article_now, a.outlet, a.headline, a.published, p.field AS field_now, p.start AS start_now, p.end AS end_now,
       s.number AS source_number, s.name AS source_name, c.key AS claim
FROM review r
LEFT JOIN review_place p ON p.review_id = r.id
LEFT JOIN review w ON w.id = (SELECT min(x.id) FROM review x WHERE x.withdraws = r.key)
LEFT JOIN article a ON a.id = p.article_id
LEFT JOIN source s ON s.id = p.source_id
LEFT JOIN claim c ON c.id = p.claim_id;
