-- hearsay database, schema 6: views for people show what reviewers have decided, beside what was found.
--
-- `sources`, `claims`, `anonymous_claims`, `chains`, `source_members` and `matches` show sources and claims as reviewed, as reports do:
--     reviewed             what was decided, by whom and why; NULL: nothing was
--     found_class, ...     what the program had found
-- A claim that a reviewer says is none stands in `rejected_claims` alone. The tables `source` and `claim` stay what was found.

CREATE VIRTUAL TABLE review_fts USING fts5 (    -- so that a source is found by the name that a reviewer gave it
	value, content="review", content_rowid="id", tokenize="porter unicode61 remove_diacritics 2");
INSERT INTO review_fts (review_fts) VALUES ('rebuild');

DROP VIEW articles;
CREATE VIEW articles AS                 -- one row an article
SELECT a.key AS article, a.outlet, a.published, a.modified, a.headline, a.byline, a.agency, a.dateline, a.agency_copy,
       a.copy_agency, a.lang, a.url, a.given_id, a.path, a.record, a.format, e.version AS engine,
       (SELECT count(*) FROM claim_now c WHERE c.article_id = a.id) AS claims,
       (SELECT count(*) FROM source s WHERE s.article_id = a.id) AS sources,
       (SELECT count(*) FROM article o WHERE o.url = a.url AND o.id <> a.id) AS older_versions,
       length(CAST(a.text AS BLOB)) AS bytes, a.text
FROM article a JOIN engine e ON e.id = a.engine_id
WHERE a.newer_id IS NULL;

DROP VIEW source_members;
CREATE VIEW source_members AS           -- one row one of several who speak as one; joint_number is theirs together
SELECT a.key AS article, s.number AS joint_number, s.name AS joint_name, m.number, o.number AS source_number,
       coalesce(o.class, m.class) AS class, coalesce(o.kind, m.kind) AS kind, coalesce(o.name, m.name) AS name,
       o.reviewed, m.class AS found_class, m.kind AS found_kind, m.name AS found_name
FROM source_member m JOIN source_now s ON s.id = m.source_id LEFT JOIN source_now o ON o.id = m.member_id
JOIN article a ON a.id = s.article_id
WHERE a.newer_id IS NULL;

CREATE VIEW members_now AS              -- one row a source that is several: 'Ana Diaz (named/person); the port authority (named/organisation)'
SELECT source_id, group_concat(words, '; ') AS members FROM (
    SELECT m.source_id, coalesce(n.name, m.name) || ' (' || coalesce(n.class, m.class) || '/' || coalesce(n.kind, m.kind) || ')' AS words
    FROM source_member m LEFT JOIN source_now n ON n.id = m.member_id ORDER BY m.source_id, m.number)
GROUP BY source_id;

DROP VIEW sources;
CREATE VIEW sources AS                  -- one row a distinct source of an article
SELECT a.key AS article, s.number, a.outlet, a.published, a.headline, a.url, s.class, s.kind, s.name,
       (SELECT members FROM members_now WHERE source_id = s.id) AS members,
       s.grant_words, s.reason_words, s.reason_code, r.meaning AS reason_meaning, s.basis_words, s.specificity,
       CASE WHEN s.class = 'anonymous' AND s.kind IN ('individual', 'group') THEN f.missing END AS missing, s.people, s.plural_for_one,
       (SELECT count(*) FROM claim_now c WHERE c.source_id = s.id
           OR c.source_id IN (SELECT m.source_id FROM source_member m WHERE m.member_id = s.id)) AS claims,
       (SELECT count(*) FROM source_span m WHERE m.source_id = s.id AND m.role = 'mention') AS mentions,
       s.reviewed, f.class AS found_class, f.kind AS found_kind, f.name AS found_name, f.reason_code AS found_reason_code,
       f.specificity AS found_specificity
FROM source_now s JOIN source f ON f.id = s.id JOIN article a ON a.id = s.article_id LEFT JOIN reason r ON r.code = s.reason_code
WHERE a.newer_id IS NULL;

DROP VIEW claims;
CREATE VIEW claims AS                   -- one row a claim, with its article and its source; ORDER BY article, number is total
SELECT c.key AS claim, a.key AS article, c.number, a.outlet, a.published, a.modified, a.headline, a.byline, a.agency,
       a.dateline, a.agency_copy, a.copy_agency, a.lang, a.url, a.given_id, a.path, a.record,
       s.number AS source_number, s.class AS source_class, s.kind AS source_kind, s.name AS source_name,
       (SELECT members FROM members_now WHERE source_id = s.id) AS members,
       c.source_words AS source, c.cue_words AS cue, c.content_words AS content, c.told_words AS told,
       c.through_words AS through, c.quotation, c.stance, c.confidence, c.carried, o.key AS outer_claim, c.depth,
       d.key AS answers_claim,
       s.grant_words, s.reason_words, s.reason_code, r.meaning AS reason_meaning, s.basis_words, s.specificity, s.people,
       s.plural_for_one,
       c.paragraph, p.kind AS paragraph_kind, p.field AS paragraph_field, p.start AS paragraph_start, p.end AS paragraph_end,
       CAST(substr(CAST(CASE p.field WHEN 'text' THEN a.text ELSE a.headline END AS BLOB), p.start + 1, p.end - p.start) AS TEXT)
           AS paragraph_words,
       coalesce(s.reviewed || coalesce('; ' || c.reviewed, ''), c.reviewed) AS reviewed,
       f.class AS found_class, f.kind AS found_kind, f.name AS found_name, f.reason_code AS found_reason_code,
       f.specificity AS found_specificity
FROM claim_now c
JOIN article a ON a.id = c.article_id
JOIN source_now s ON s.id = c.source_id
JOIN source f ON f.id = c.source_id
JOIN paragraph p ON p.article_id = c.article_id AND p.number = c.paragraph
LEFT JOIN reason r ON r.code = s.reason_code
LEFT JOIN claim_now o ON o.id = c.outer_id
LEFT JOIN claim_now d ON d.id = c.answers_id
WHERE a.newer_id IS NULL;

DROP VIEW anonymous_claims;
CREATE VIEW anonymous_claims AS         -- the claims whose source is not named, with what the article says about why
SELECT outlet, published, headline, source_kind, source_name, source, cue, content, quotation, stance, grant_words,
       reason_words, reason_code, reason_meaning, basis_words, specificity, people, plural_for_one, told, through, confidence,
       url, article, number, claim, reviewed, found_class, found_kind, found_name
FROM claims
WHERE source_class = 'anonymous';

CREATE VIEW rejected_claims AS          -- one row a claim that a reviewer says is none, as it was found
SELECT c.key AS claim, a.key AS article, c.number, a.outlet, a.published, a.headline, a.url, s.class AS source_class, s.kind AS source_kind,
       s.name AS source_name, c.source_words AS source, c.cue_words AS cue, c.content_words AS content, c.stance, c.confidence,
       r.reviewer, r.made_at, r.why
FROM ruling r JOIN claim c ON c.id = r.claim_id JOIN source s ON s.id = c.source_id JOIN article a ON a.id = c.article_id
WHERE r.about = 'claim' AND r.aspect = 'claim' AND r.value = 'no' AND a.newer_id IS NULL;

DROP VIEW matches;
CREATE VIEW matches AS                  -- one row a pair of claims of different articles
SELECT m.kind, m.score,
       aa.outlet AS outlet_a, ab.outlet AS outlet_b,
       sa.class AS source_class_a, sb.class AS source_class_b, sa.name AS source_name_a, sb.name AS source_name_b,
       ca.content_words AS content_a, cb.content_words AS content_b,
       aa.published AS published_a, ab.published AS published_b, aa.headline AS headline_a, ab.headline AS headline_b,
       aa.url AS url_a, ab.url AS url_b, m.evidence,
       aa.key AS article_a, ab.key AS article_b, ca.number AS number_a, cb.number AS number_b, ca.key AS claim_a, cb.key AS claim_b,
       coalesce(sa.reviewed || coalesce('; ' || ca.reviewed, ''), ca.reviewed) AS reviewed_a,
       coalesce(sb.reviewed || coalesce('; ' || cb.reviewed, ''), cb.reviewed) AS reviewed_b
FROM match m
JOIN claim_now ca ON ca.id = m.claim_a JOIN article aa ON aa.id = ca.article_id JOIN source_now sa ON sa.id = ca.source_id
JOIN claim_now cb ON cb.id = m.claim_b JOIN article ab ON ab.id = cb.article_id JOIN source_now sb ON sb.id = cb.source_id
WHERE aa.newer_id IS NULL AND ab.newer_id IS NULL;

DROP VIEW chains;
CREATE VIEW chains AS                   -- one row a claim that came through others, or that another outlet had first
SELECT a.key AS article, c.key AS claim, c.number, a.outlet, a.published, a.headline, s.class AS source_class, s.kind AS source_kind,
       s.name AS source_name, c.content_words AS content, c.told_words AS told, c.through_words AS through, c.hands,
       c.first_words AS first_reported_by, coalesce(s.reviewed || coalesce('; ' || c.reviewed, ''), c.reviewed) AS reviewed
FROM claim_now c JOIN article a ON a.id = c.article_id JOIN source_now s ON s.id = c.source_id
WHERE a.newer_id IS NULL AND (c.hands > 0 OR c.first_words IS NOT NULL);
