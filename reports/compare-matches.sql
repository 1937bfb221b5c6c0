-- The pairs that groups are made of, by the keys of the two claims and their articles.
SELECT claim_a, claim_b, article_a, article_b, kind = 'contradicts' AS contradicts FROM matches ORDER BY claim_a, claim_b
