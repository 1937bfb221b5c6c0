-- Unnamed people and why they are not named, an outlet a row. Follows audit.sql.
SELECT outlet, sum(sources) AS sources, sum(named_sources) AS named_sources, sum(anonymous_sources) AS anonymous_sources,
       sum(agency_sources) AS agency_sources, sum(people_sources) AS people_sources, sum(grants) AS grants,
       sum(reasons_given) AS reasons_given, sum(reasons_stock) AS reasons_stock, sum(reasons_missing) AS reasons_missing,
       sum(bases) AS bases, sum(plurals_for_one) AS plurals_for_one, sum(headline_unnamed) AS headlines_unnamed,
       sum(lede_unnamed) AS ledes_unnamed
FROM article_count
GROUP BY outlet
ORDER BY outlet IS NULL, outlet
