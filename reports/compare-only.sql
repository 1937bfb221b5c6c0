-- Claims that one outlet alone has, in the articles that share some other claim with another outlet. Follows claims.sql and compare.sql.
, shared AS (SELECT root FROM group_row WHERE group_outlets > 1 OR contradicted > 0)
SELECT r.outlet, r.headline, r.url, r.published, r.source_class, r.source_kind, coalesce(r.source_name, r.source) AS source_name, r.cue,
       r.content, r.said, r.quotation, r.stance, r.content_offsets, r.article, r.number, r.claim
FROM claim_row r
WHERE r.article_id IN (SELECT c.article_id FROM member m JOIN claim c ON c.key = m.claim WHERE m.root IN (SELECT root FROM shared))
  AND r.claim NOT IN (SELECT claim FROM member WHERE root IN (SELECT root FROM shared))
ORDER BY outlet IS NULL, outlet, published IS NULL, published, article, number
