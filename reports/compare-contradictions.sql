-- Claims that contradict each other, a pair a row; the one that denies stands second where one does. Follows claims.sql and compare.sql.
, pair AS (
	SELECT claim_a AS x, claim_b AS y, score FROM matches WHERE kind = 'contradicts'
), turned AS (
	SELECT CASE WHEN first_denies THEN y ELSE x END AS a, CASE WHEN first_denies THEN x ELSE y END AS b, score
	FROM (SELECT p.*, (SELECT stance FROM claim WHERE key = p.x) = 'denies' AND (SELECT stance FROM claim WHERE key = p.y) <> 'denies'
	             AS first_denies FROM pair p)
)
SELECT t.score, a.outlet AS outlet_a, a.source_class AS source_class_a, coalesce(a.source_name, a.source) AS source_name_a, a.said AS said_a,
       a.stance AS stance_a, a.content AS content_a,
       b.outlet AS outlet_b, b.source_class AS source_class_b, coalesce(b.source_name, b.source) AS source_name_b, b.said AS said_b,
       b.stance AS stance_b, b.content AS content_b,
       a.headline AS headline_a, a.url AS url_a, a.published AS published_a, b.headline AS headline_b, b.url AS url_b,
       b.published AS published_b, a.content_offsets AS content_offsets_a, b.content_offsets AS content_offsets_b,
       a.article AS article_a, b.article AS article_b, t.a AS claim_a, t.b AS claim_b
FROM turned t JOIN claim_row a ON a.claim = t.a JOIN claim_row b ON b.claim = t.b
ORDER BY t.score DESC, claim_a, claim_b
