-- hearsay database, schema 5: what the words for a source leave out, and how a claim came to the outlet.
--
-- source.missing      what a reader is not told of an unnamed person: 'category', 'field', 'institution or rank', 'basis of knowledge',
--                     'side or motive', joined by ', '; '' where nothing is missing, NULL for other sources
-- claim.hands         through how many others the words came: 0, told to the outlet as far as it says; 1, "The Herald reported"
-- claim.first_words   the outlet that had it first, where the article says so: "first reported by The Herald"
-- Articles that an older hearsay stored have NULL until they are read again.

ALTER TABLE source ADD COLUMN missing TEXT;
ALTER TABLE claim ADD COLUMN hands INTEGER;
ALTER TABLE claim ADD COLUMN first_words TEXT;

CREATE VIEW chains AS                   -- one row a claim that came through others, or that another outlet had first
SELECT a.key AS article, c.key AS claim, c.number, a.outlet, a.published, a.headline, s.class AS source_class, s.kind AS source_kind,
       s.name AS source_name, c.content_words AS content, c.told_words AS told, c.through_words AS through, c.hands,
       c.first_words AS first_reported_by
FROM claim c JOIN article a ON a.id = c.article_id JOIN source s ON s.id = c.source_id
WHERE a.newer_id IS NULL AND (c.hands > 0 OR c.first_words IS NOT NULL);

DROP VIEW sources;
CREATE VIEW sources AS                  -- one row a distinct source of an article
SELECT a.key AS article, s.number, a.outlet, a.published, a.headline, a.url, s.class, s.kind, s.name,
       (SELECT group_concat(name || ' (' || class || '/' || kind || ')', '; ') FROM
           (SELECT * FROM source_member m WHERE m.source_id = s.id ORDER BY m.number)) AS members,
       s.grant_words, s.reason_words, s.reason_code, r.meaning AS reason_meaning, s.basis_words, s.specificity, s.missing, s.people,
       s.plural_for_one,
       (SELECT count(*) FROM claim c WHERE c.source_id = s.id
           OR c.source_id IN (SELECT m.source_id FROM source_member m WHERE m.member_id = s.id)) AS claims,
       (SELECT count(*) FROM source_span m WHERE m.source_id = s.id AND m.role = 'mention') AS mentions
FROM source s JOIN article a ON a.id = s.article_id LEFT JOIN reason r ON r.code = s.reason_code
WHERE a.newer_id IS NULL;
