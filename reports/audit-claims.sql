-- Every claim whose source is not named, in context. Follows claims.sql.
SELECT * FROM claim_row WHERE source_class = 'anonymous'
ORDER BY outlet IS NULL, outlet, published IS NULL, published, article, number
