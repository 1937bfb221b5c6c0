-- hearsay database, schema 7: a page that changed and changed back stands as it was last.
--
-- article.turn        of the versions of one URL: in what order they came last; NULL: in the order of id
-- article.seen_date   the latest date that a version came with when it came again; NULL: as in `modified` and `published`

ALTER TABLE article ADD COLUMN turn INTEGER;
ALTER TABLE article ADD COLUMN seen_date TEXT;

DROP VIEW versions;
CREATE VIEW versions AS                 -- one row a version of an article, also the older ones; `newer` is the next one, `dated` what orders them
SELECT a.key AS article, n.key AS newer, a.newer_id IS NULL AS current, a.url, a.outlet, a.published, a.modified,
       coalesce(a.seen_date, a.modified, a.published) AS dated, a.headline, a.text
FROM article a LEFT JOIN article n ON n.id = a.newer_id;
