-- hearsay database, schema 4: several sources of one claim, how deep a claim stands in others, and denials that point back to a claim.

CREATE TABLE source_member (            -- of a source that is several who speak as one: who they are
	source_id INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
	number    INTEGER NOT NULL CHECK (number >= 0),         -- in the order of the words, from 0
	member_id INTEGER REFERENCES source (id) ON DELETE CASCADE CHECK (member_id <> source_id),
	                                        -- its own row; NULL: nobody of them is named, and they are one row
	class     TEXT NOT NULL,                -- as in source
	kind      TEXT NOT NULL,
	name      TEXT,
	PRIMARY KEY (source_id, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX source_member_member ON source_member (member_id) WHERE member_id IS NOT NULL;

ALTER TABLE claim ADD COLUMN depth INTEGER NOT NULL DEFAULT 0 CHECK (depth >= 0);      -- how many claims it stands in
ALTER TABLE claim ADD COLUMN answers_id INTEGER         -- the claim that this denial points back to
	REFERENCES claim (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED CHECK (answers_id <> id);

CREATE INDEX claim_answers ON claim (answers_id) WHERE answers_id IS NOT NULL;

WITH RECURSIVE up (id, outer_id, depth) AS (    -- UNION, so that a circle, which none should be, ends
	SELECT id, outer_id, 0 FROM claim WHERE outer_id IS NOT NULL
	UNION
	SELECT up.id, o.outer_id, up.depth + 1 FROM up JOIN claim o ON o.id = up.outer_id WHERE up.depth < 9
)
UPDATE claim SET depth = (SELECT max(depth) FROM up WHERE up.id = claim.id) WHERE outer_id IS NOT NULL;

-- `members` of these views: 'Ana Diaz (named/person); the port authority (named/organisation)'; NULL: it is one source.

CREATE VIEW source_members AS           -- one row one of several who speak as one; joint_number is theirs together
SELECT a.key AS article, s.number AS joint_number, s.name AS joint_name, m.number, o.number AS source_number, m.class, m.kind, m.name
FROM source_member m JOIN source s ON s.id = m.source_id LEFT JOIN source o ON o.id = m.member_id JOIN article a ON a.id = s.article_id
WHERE a.newer_id IS NULL;

DROP VIEW sources;
CREATE VIEW sources AS                  -- one row a distinct source of an article
SELECT a.key AS article, s.number, a.outlet, a.published, a.headline, a.url, s.class, s.kind, s.name,
       (SELECT group_concat(name || ' (' || class || '/' || kind || ')', '; ') FROM
           (SELECT * FROM source_member m WHERE m.source_id = s.id ORDER BY m.number)) AS members,
       s.grant_words, s.reason_words, s.reason_code, r.meaning AS reason_meaning, s.basis_words, s.specificity, s.people,
       s.plural_for_one,
       (SELECT count(*) FROM claim c WHERE c.source_id = s.id
           OR c.source_id IN (SELECT m.source_id FROM source_member m WHERE m.member_id = s.id)) AS claims,
       (SELECT count(*) FROM source_span m WHERE m.source_id = s.id AND m.role = 'mention') AS mentions
FROM source s JOIN article a ON a.id = s.article_id LEFT JOIN reason r ON r.code = s.reason_code
WHERE a.newer_id IS NULL;

DROP VIEW claims;
CREATE VIEW claims AS                   -- one row a claim, with its article and its source; ORDER BY article, number is total
SELECT c.key AS claim, a.key AS article, c.number, a.outlet, a.published, a.modified, a.headline, a.byline, a.agency,
       a.dateline, a.agency_copy, a.copy_agency, a.lang, a.url, a.given_id, a.path, a.record,
       s.number AS source_number, s.class AS source_class, s.kind AS source_kind, s.name AS source_name,
       (SELECT group_concat(name || ' (' || class || '/' || kind || ')', '; ') FROM
           (SELECT * FROM source_member m WHERE m.source_id = s.id ORDER BY m.number)) AS members,
       c.source_words AS source, c.cue_words AS cue, c.content_words AS content, c.told_words AS told,
       c.through_words AS through, c.quotation, c.stance, c.confidence, c.carried, o.key AS outer_claim, c.depth,
       d.key AS answers_claim,
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
LEFT JOIN claim d ON d.id = c.answers_id
WHERE a.newer_id IS NULL;
