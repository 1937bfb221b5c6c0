-- Every claim of every group, in context. Follows claims.sql and compare.sql.
SELECT g.group_number, g.group_content, g.group_claims, g.group_outlets, g.group_origins, g.named_in, g.unnamed_in, g.contradicted,
       m.relation, r.*
FROM group_row g JOIN member m ON m.root = g.root JOIN claim_row r ON r.claim = m.claim
ORDER BY g.group_number, m.relation DESC, outlet IS NULL, outlet, published IS NULL, published, article, number
