-- What the comparison is made of: member has one row for each claim of a group, group_row one for each group. Follows claims.sql; the query of
-- the table follows it.
--
-- :input is a JSON array of [claim, group, relation, origin, via, sentences]: claims that say the same are one group, named by the smallest
-- of their keys; a claim of relation 'contradicts' denies what the group says. origin: the article that stands for the text from which this
-- one has the claim, itself where it is its own; via: the article that shows it, by so many sentences in common (0: both are marked
-- as copy of one agency).
, member AS MATERIALIZED (
	SELECT DISTINCT json_extract(value, '$[0]') AS claim, json_extract(value, '$[1]') AS root, json_extract(value, '$[2]') AS relation,
	       json_extract(value, '$[3]') AS origin, json_extract(value, '$[4]') AS via, json_extract(value, '$[5]') AS sentences
	FROM json_each(:input)
), told AS MATERIALIZED (                    -- the members with what the groups are described by
	SELECT m.root, m.relation, m.origin, c.key AS claim, a.key AS article, a.outlet, a.published, s.class, coalesce(s.name, c.source_words) AS who,
	       c.stance, CASE c.stance WHEN 'asserts' THEN '' ELSE c.stance || ': ' END || c.content_words AS content,
	       row_number() OVER (PARTITION BY m.root, m.relation ORDER BY a.published IS NULL, a.published, c.key) AS place
	FROM member m JOIN claim_now c ON c.key = m.claim JOIN article a ON a.id = c.article_id JOIN source_now s ON s.id = c.source_id
), outlet_told AS (             -- a group in one outlet
	SELECT root, outlet, max(class = 'named') AS named, max(class = 'anonymous') AS unnamed
	FROM told WHERE relation = 'same' GROUP BY root, outlet
), outlet_words AS (
	SELECT root, count(*) AS outlets, count(*) FILTER (WHERE named) AS named_outlets,
	       count(*) FILTER (WHERE unnamed AND NOT named) AS unnamed_outlets,
	       group_concat(coalesce(outlet, 'no outlet named'), ', ') FILTER (WHERE named) AS named_in,
	       group_concat(coalesce(outlet, 'no outlet named'), ', ') FILTER (WHERE unnamed AND NOT named) AS unnamed_in
	FROM (SELECT * FROM outlet_told ORDER BY root, outlet IS NULL, outlet) GROUP BY root
), group_row AS MATERIALIZED (
	SELECT row_number() OVER (ORDER BY o.outlets DESC, g.claims DESC, g.published IS NULL, g.published, g.root) AS group_number,
	       g.root, g.content AS group_content, g.claims AS group_claims, g.articles AS group_articles, o.outlets AS group_outlets,
	       g.origins AS group_origins,
	       o.named_outlets, o.unnamed_outlets, o.named_in, o.unnamed_in, g.contradicted
	FROM (SELECT root, count(*) FILTER (WHERE relation = 'same') AS claims,
	             count(DISTINCT article) FILTER (WHERE relation = 'same') AS articles,
	             count(DISTINCT origin) FILTER (WHERE relation = 'same') AS origins,
	             count(*) FILTER (WHERE relation = 'contradicts') AS contradicted,
	             max(CASE WHEN relation = 'same' AND place = 1 THEN content END) AS content,
	             min(CASE WHEN relation = 'same' THEN published END) AS published
	      FROM told GROUP BY root) g
	JOIN outlet_words o USING (root)
)
