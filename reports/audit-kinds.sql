-- Claims and distinct sources by class and kind, for each outlet.
SELECT a.outlet, s.class AS source_class, s.kind AS source_kind,
       count(*) FILTER (WHERE NOT EXISTS   -- several who speak as one count each
           (SELECT 1 FROM source_member m WHERE m.source_id = s.id AND m.member_id IS NOT NULL)) AS sources,
       sum((SELECT count(*) FROM claim_now c WHERE c.source_id = s.id)) AS claims
FROM source_now s JOIN article a ON a.id = s.article_id AND a.newer_id IS NULL
GROUP BY a.outlet, s.class, s.kind
ORDER BY a.outlet IS NULL, a.outlet,
         CASE s.class WHEN 'named' THEN 0 WHEN 'anonymous' THEN 1 WHEN 'agency' THEN 2 ELSE 3 END, claims DESC, s.kind
