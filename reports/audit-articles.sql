-- An article a row. Follows audit.sql.
SELECT * FROM article_count
ORDER BY outlet IS NULL, outlet, published IS NULL, published, article
