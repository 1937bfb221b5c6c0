-- The pairs that groups are made of, by the keys of the two claims.
SELECT claim_a, claim_b, kind = 'contradicts' AS contradicts FROM matches ORDER BY claim_a, claim_b
