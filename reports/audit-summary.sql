-- The whole in one row. Follows audit.sql.
SELECT count(*) AS articles, count(DISTINCT outlet) AS outlets, coalesce(sum(agency_copy), 0) AS agency_copies,
       coalesce(sum(claims), 0) AS claims, coalesce(sum(named), 0) AS named, coalesce(sum(anonymous), 0) AS anonymous,
       coalesce(sum(agency), 0) AS agency, coalesce(sum(unresolved), 0) AS unresolved,
       coalesce(sum(unnamed_people), 0) AS unnamed_people, coalesce(sum(anonymous_quoted), 0) AS anonymous_quoted,
       coalesce(sum(headline_unnamed), 0) AS headlines_unnamed, coalesce(sum(lede_unnamed), 0) AS ledes_unnamed,
       coalesce(sum(sources), 0) AS sources, coalesce(sum(people_sources), 0) AS people_sources, coalesce(sum(grants), 0) AS grants,
       coalesce(sum(reasons_given), 0) AS reasons_given, coalesce(sum(reasons_stock), 0) AS reasons_stock,
       coalesce(sum(reasons_missing), 0) AS reasons_missing,
       coalesce(sum(sources_reviewed), 0) AS sources_reviewed, coalesce(sum(claims_set_aside), 0) AS claims_set_aside,
       -- clusters are articles with a claim; spread: the sum of (k - share * claims) squared over them (src/report/interval.h)
       coalesce(sum(claims > 0), 0) AS speaking,
       coalesce(sum(anonymous * anonymous) - 2.0 * sum(anonymous) / sum(claims) * sum(anonymous * claims) + 1.0 * sum(anonymous) / sum(claims) * sum(anonymous) / sum(claims) * sum(claims * claims), 0) AS anonymous_spread,
       coalesce(sum(unnamed_people * unnamed_people) - 2.0 * sum(unnamed_people) / sum(claims) * sum(unnamed_people * claims) + 1.0 * sum(unnamed_people) / sum(claims) * sum(unnamed_people) / sum(claims) * sum(claims * claims), 0) AS unnamed_people_spread
FROM article_count
