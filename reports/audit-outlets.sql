-- Who speaks, an outlet a row. Follows audit.sql.
SELECT outlet, count(*) AS articles, sum(agency_copy) AS agency_copies, sum(claims) AS claims, sum(named) AS named,
       sum(anonymous) AS anonymous, sum(agency) AS agency, sum(unresolved) AS unresolved,
       sum(unnamed_people) AS unnamed_people, sum(collective) AS collective, sum(papers) AS papers, sum(unattributed) AS unattributed,
       sum(anonymous_quoted) AS anonymous_quoted
FROM article_count
GROUP BY outlet
ORDER BY outlet IS NULL, outlet
