-- The rules that no program can check. Follows policy.sql.
SELECT severity, rule, rule_title, says, published_in FROM rule WHERE by_hand ORDER BY severity_number, number
