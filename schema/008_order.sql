-- hearsay database, schema 8: `matches` is read from the stored pairs outwards, whatever it is sorted by.
--
-- CROSS JOIN keeps the order (SQLite, "Manual Control Of Query Plans Using CROSS JOIN"). Sorted by the claims' keys the view went
-- through all pairs of claims, stored or not: the square of their number.

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
CROSS JOIN claim_now ca ON ca.id = m.claim_a CROSS JOIN article aa ON aa.id = ca.article_id CROSS JOIN source_now sa ON sa.id = ca.source_id
CROSS JOIN claim_now cb ON cb.id = m.claim_b CROSS JOIN article ab ON ab.id = cb.article_id CROSS JOIN source_now sb ON sb.id = cb.source_id
WHERE aa.newer_id IS NULL AND ab.newer_id IS NULL;
