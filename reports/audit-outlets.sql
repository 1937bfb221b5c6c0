-- Who speaks, an outlet a row. Follows audit.sql.
SELECT outlet, count(*) AS articles, sum(agency_copy) AS agency_copies, sum(claims) AS claims, sum(named) AS named,
       sum(anonymous) AS anonymous, sum(agency) AS agency, sum(unresolved) AS unresolved,
       sum(unnamed_people) AS unnamed_people, sum(collective) AS collective, sum(papers) AS papers, sum(unattributed) AS unattributed,
       sum(anonymous_quoted) AS anonymous_quoted,
       -- clusters are articles with a claim; spread: the sum of (k - share * claims) squared over them (src/report/interval.h)
       coalesce(sum(claims > 0), 0) AS speaking,
       coalesce(sum(anonymous * anonymous) - 2.0 * sum(anonymous) / sum(claims) * sum(anonymous * claims) + 1.0 * sum(anonymous) / sum(claims) * sum(anonymous) / sum(claims) * sum(claims * claims), 0) AS anonymous_spread,
       coalesce(sum(unnamed_people * unnamed_people) - 2.0 * sum(unnamed_people) / sum(claims) * sum(unnamed_people * claims) + 1.0 * sum(unnamed_people) / sum(claims) * sum(unnamed_people) / sum(claims) * sum(claims * claims), 0) AS unnamed_people_spread
FROM article_count
GROUP BY outlet
ORDER BY outlet IS NULL, outlet
