-- Every claim, with everything that is known of it. Follows claims.sql.
SELECT * FROM claim_row
ORDER BY outlet IS NULL, outlet, published IS NULL, published, article, number
