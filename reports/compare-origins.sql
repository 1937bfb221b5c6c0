-- The articles that have claims of groups from one text with another article, and what shows it: an article and the other one a row. The
-- one that stands for the text is told by the rows of the others. Follows claims.sql and compare.sql. The sentence shown is the first
-- that the two have in common.
, printed AS (
	SELECT a.id, o.id AS other_id, f.id AS first_id, m.sentences, json_group_array(DISTINCT g.group_number) AS numbers
	FROM member m JOIN group_row g ON g.root = m.root JOIN claim c ON c.key = m.claim JOIN article a ON a.id = c.article_id
	JOIN article o ON o.key = m.via JOIN article f ON f.key = m.origin
	WHERE m.relation = 'same' AND f.id <> a.id
	GROUP BY a.id, o.id, f.id
), evidence AS (
	SELECT p.*, (SELECT min(x.number) FROM passage x JOIN passage y ON y.print = x.print
	             WHERE x.article_id = p.id AND y.article_id = p.other_id) AS passage,
	       (SELECT group_concat(value, ', ') FROM (SELECT value FROM json_each(p.numbers) ORDER BY value)) AS group_numbers
	FROM printed p
)
SELECT a.outlet, a.headline, a.url, a.published,
       CASE WHEN a.agency_copy THEN coalesce(a.copy_agency, 'an agency') END AS marked_as,
       o.outlet AS other_outlet, o.headline AS other_headline,
       CASE WHEN o.agency_copy THEN coalesce(o.copy_agency, 'an agency') END AS other_marked_as,
       e.sentences AS shared_sentences,
       CASE WHEN e.sentences > 0 THEN CAST(substr(CAST(a.text AS BLOB), x.start + 1, x.end - x.start) AS TEXT) END AS shared_words,
       CASE WHEN e.sentences > 0 THEN 'text:' || x.start || '-' || x.end END AS shared_offsets,
       e.group_numbers, f.outlet AS first_outlet, f.key AS first_article, o.key AS other_article, a.key AS article
FROM evidence e
JOIN article a ON a.id = e.id JOIN article o ON o.id = e.other_id JOIN article f ON f.id = e.first_id
LEFT JOIN passage x ON x.article_id = e.id AND x.number = e.passage
ORDER BY f.published IS NULL, f.published, f.key, a.published IS NULL, a.published, a.key, o.key
