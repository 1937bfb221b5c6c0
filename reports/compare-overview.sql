-- A group a row, an outlet a column: every pair of them in order. Follows claims.sql and compare.sql.
, place AS (SELECT DISTINCT outlet FROM told)
SELECT g.group_number, g.group_content, p.outlet,
       (SELECT group_concat(words, '; ') FROM (
           SELECT DISTINCT CASE t.relation WHEN 'contradicts' THEN 'against it: ' ELSE '' END
                  || CASE t.class WHEN 'anonymous' THEN 'unnamed: ' ELSE t.class || ': ' END || coalesce(t.who, 'no source given')
                  || CASE t.stance WHEN 'asserts' THEN '' ELSE ' (' || t.stance || ')' END AS words
           FROM told t WHERE t.root = g.root AND t.outlet IS p.outlet
           ORDER BY t.relation DESC, words)) AS said_by,
       (SELECT CASE WHEN max(t.class = 'named') THEN 'named' WHEN max(t.class = 'anonymous') THEN 'anonymous' ELSE max(t.class) END
        FROM told t WHERE t.root = g.root AND t.outlet IS p.outlet AND t.relation = 'same') AS source_class
FROM group_row g CROSS JOIN place p
ORDER BY g.group_number, p.outlet IS NULL, p.outlet
