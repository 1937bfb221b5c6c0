-- The whole in one row. Follows claims.sql and compare.sql.
SELECT (SELECT count(*) FROM article WHERE newer_id IS NULL) AS articles,
       (SELECT count(*) FROM claim_now c JOIN article a ON a.id = c.article_id WHERE a.newer_id IS NULL) AS claims,
       count(*) AS groups, coalesce(sum(group_claims), 0) AS grouped_claims, coalesce(sum(group_outlets > 1), 0) AS shared_groups,
       coalesce(sum(group_outlets > 1 AND group_origins = 1), 0) AS one_origin_groups,
       coalesce(sum(named_outlets > 0 AND unnamed_outlets > 0), 0) AS named_and_unnamed,
       coalesce(sum(contradicted > 0), 0) AS contradicted_groups,
       (SELECT CASE WHEN NOT made THEN 'never' WHEN up_to_date THEN 'yes' ELSE 'no' END FROM matching) AS matches_current
FROM group_row
