-- What the audit after a policy is made of: rule has one row for each rule of the policy, finding one for each finding, with its article and its
-- words. The query of the section follows it.
--
-- :input is a JSON object: policy, rules and findings, as src/report/policy.c writes it. Places are half-open byte ranges into article.text or
-- article.headline.
WITH rule AS MATERIALIZED (
	SELECT key AS number, json_extract(value, '$.name') AS rule, json_extract(value, '$.title') AS rule_title,
	       json_extract(value, '$.severity') AS severity, json_extract(value, '$.severity_number') AS severity_number,
	       json_extract(value, '$.check') AS check_name, json_extract(value, '$.by_hand') AS by_hand,
	       json_extract(value, '$.says') AS says, json_extract(value, '$.from') AS published_in
	FROM json_each(:input, '$.rules')
), found AS MATERIALIZED (
	SELECT json_extract(value, '$.rule') AS rule_number, json_extract(value, '$.id') AS finding,
	       json_extract(value, '$.article') AS article_id, json_extract(value, '$.because') AS because,
	       json_extract(value, '$.field') AS field, json_extract(value, '$.start') AS start, json_extract(value, '$.end') AS end,
	       json_extract(value, '$.also') AS also_offsets,
	       json_extract(value, '$.passage_start') AS passage_start, json_extract(value, '$.passage_end') AS passage_end,
	       json_extract(value, '$.source') AS source_number, json_extract(value, '$.claim') AS claim
	FROM json_each(:input, '$.findings')
), finding AS (
	SELECT r.number AS rule_number, r.rule, r.rule_title, r.severity, r.severity_number, r.check_name, r.says, r.published_in,
	       f.finding, f.because, f.field, f.start, f.end, f.also_offsets, f.passage_start, f.claim,
	       a.id AS article_id, a.key AS article, a.given_id, a.outlet, a.url, a.headline, a.byline, a.agency, a.dateline, a.published,
	       a.modified, a.lang, a.agency_copy, a.copy_agency, a.path, a.record,
	       f.field || ':' || f.start || '-' || f.end AS offsets,
	       CAST(substr(CAST(CASE f.field WHEN 'text' THEN a.text ELSE a.headline END AS BLOB), f.start + 1, f.end - f.start) AS TEXT)
	           AS words,
	       CAST(substr(CAST(CASE f.field WHEN 'text' THEN a.text ELSE a.headline END AS BLOB), f.passage_start + 1,
	                   f.passage_end - f.passage_start) AS TEXT) AS passage,
	       s.number AS source_number, s.name AS source_name, s.class AS source_class, s.kind AS source_kind, s.reason_code,
	       s.specificity, c.confidence,
	       v.value AS verdict, v.reviewer AS verdict_by, v.made_at AS verdict_at, v.why AS verdict_why,
	       (SELECT group_concat(words, '; ') FROM (
	           SELECT n.reviewer || ' notes: ' || n.value AS words FROM ruling n
	           WHERE n.about = 'finding' AND n.aspect = 'note' AND n.policy = json_extract(:input, '$.policy.name') AND n.rule = r.rule
	             AND n.article_id = a.id AND n.field = f.field AND n.start < f.end AND f.start < n.end
	           ORDER BY n.made_at, n.review_id)) AS notes
	FROM found f
	JOIN rule r ON r.number = f.rule_number
	JOIN article a ON a.id = f.article_id
	LEFT JOIN source_now s ON s.article_id = a.id AND s.number = f.source_number
	LEFT JOIN claim c ON c.key = f.claim
	LEFT JOIN ruling v ON v.review_id = (
	    SELECT g.review_id FROM ruling g
	    WHERE g.about = 'finding' AND g.aspect = 'verdict' AND g.policy = json_extract(:input, '$.policy.name') AND g.rule = r.rule
	      AND g.article_id = a.id AND g.field = f.field AND g.start < f.end AND f.start < g.end
	    ORDER BY g.made_at DESC, g.review_id DESC LIMIT 1)
), counted AS (                 -- the findings that count: no reviewer has dismissed them
	SELECT * FROM finding WHERE verdict IS NOT 'dismissed'
)
