-- Every finding, in its passage. Follows policy.sql.
SELECT *, json_extract(:input, '$.policy.name') AS policy, offsets AS content_offsets, 'finding ' || substr(finding, 1, 12) AS finding_short FROM finding
ORDER BY outlet IS NULL, outlet, published IS NULL, published, article, severity_number, rule_number, field, start, end, finding
