-- What the audit counts: article_count has one row for each current article. The query of the table follows it.
--
-- Sources are counted once an article however often they speak. People who are not named are those of the kinds 'individual' and
-- 'group'; classes of people ("critics"), papers and "reportedly" are anonymous too, and are counted apart.
-- All is counted as reviewed: claims that a reviewer says are none are left out, sources are what reviewers say.
-- A reason is stock when it is R1 or R2 (not authorised, sensitivity), which fit any story.
WITH lede AS (                    -- the first paragraph of the body
	SELECT article_id, min(number) AS number FROM paragraph WHERE kind = 'body' GROUP BY article_id
), claim_count AS (
	SELECT c.article_id,
	       count(*) AS claims,
	       count(*) FILTER (WHERE class = 'named') AS named,
	       count(*) FILTER (WHERE class = 'anonymous') AS anonymous,
	       count(*) FILTER (WHERE class = 'agency') AS agency,
	       count(*) FILTER (WHERE class = 'unresolved') AS unresolved,
	       count(*) FILTER (WHERE class = 'anonymous' AND s.kind IN ('individual', 'group')) AS unnamed_people,
	       count(*) FILTER (WHERE s.kind = 'collective') AS collective,
	       count(*) FILTER (WHERE class = 'anonymous' AND s.kind = 'document') AS papers,
	       count(*) FILTER (WHERE s.kind = 'unattributed') AS unattributed,
	       count(*) FILTER (WHERE class = 'anonymous' AND quotation <> 'indirect') AS anonymous_quoted,
	       count(*) FILTER (WHERE p.kind = 'headline') > 0
	           AND count(*) FILTER (WHERE p.kind = 'headline' AND class <> 'anonymous') = 0 AS headline_unnamed,
	       count(*) FILTER (WHERE c.paragraph = l.number) > 0
	           AND count(*) FILTER (WHERE c.paragraph = l.number AND class <> 'anonymous') = 0 AS lede_unnamed
	FROM claim_now c
	JOIN source_now s ON s.id = c.source_id
	JOIN paragraph p ON p.article_id = c.article_id AND p.number = c.paragraph
	LEFT JOIN lede l ON l.article_id = c.article_id
	GROUP BY c.article_id
), source_count AS (
	SELECT article_id,
	       count(*) AS sources,
	       count(*) FILTER (WHERE class = 'named') AS named_sources,
	       count(*) FILTER (WHERE class = 'anonymous') AS anonymous_sources,
	       count(*) FILTER (WHERE class = 'agency') AS agency_sources,
	       count(*) FILTER (WHERE unnamed) AS people_sources,
	       count(*) FILTER (WHERE unnamed AND grant_words IS NOT NULL) AS grants,
	       count(*) FILTER (WHERE unnamed AND reason_code NOT IN ('R0', 'R1', 'R2')) AS reasons_given,
	       count(*) FILTER (WHERE unnamed AND reason_code IN ('R1', 'R2')) AS reasons_stock,
	       count(*) FILTER (WHERE unnamed AND coalesce(reason_code, 'R0') = 'R0') AS reasons_missing,
	       count(*) FILTER (WHERE unnamed AND basis_words IS NOT NULL) AS bases,
	       count(*) FILTER (WHERE plural_for_one) AS plurals_for_one,
	       count(*) FILTER (WHERE reviewed IS NOT NULL) AS sources_reviewed
	FROM (SELECT *, class = 'anonymous' AND kind IN ('individual', 'group') AS unnamed FROM source_now s
	      -- several who speak as one count each, unless nobody of them is named
	      WHERE NOT EXISTS (SELECT 1 FROM source_member m WHERE m.source_id = s.id AND m.member_id IS NOT NULL))
	GROUP BY article_id
), article_count AS (
	SELECT a.id AS article_id, a.key AS article, a.outlet, a.published, a.headline, a.url, a.byline, a.path, a.record, a.agency_copy,
	       a.copy_agency,
	       coalesce(c.claims, 0) AS claims, coalesce(named, 0) AS named, coalesce(anonymous, 0) AS anonymous,
	       coalesce(c.agency, 0) AS agency, coalesce(unresolved, 0) AS unresolved,
	       coalesce(unnamed_people, 0) AS unnamed_people, coalesce(collective, 0) AS collective, coalesce(papers, 0) AS papers,
	       coalesce(unattributed, 0) AS unattributed, coalesce(anonymous_quoted, 0) AS anonymous_quoted,
	       coalesce(headline_unnamed, 0) AS headline_unnamed, coalesce(lede_unnamed, 0) AS lede_unnamed,
	       coalesce(sources, 0) AS sources, coalesce(named_sources, 0) AS named_sources,
	       coalesce(anonymous_sources, 0) AS anonymous_sources, coalesce(agency_sources, 0) AS agency_sources,
	       coalesce(people_sources, 0) AS people_sources, coalesce(grants, 0) AS grants, coalesce(reasons_given, 0) AS reasons_given,
	       coalesce(reasons_stock, 0) AS reasons_stock, coalesce(reasons_missing, 0) AS reasons_missing, coalesce(bases, 0) AS bases,
	       coalesce(plurals_for_one, 0) AS plurals_for_one, coalesce(sources_reviewed, 0) AS sources_reviewed,
	       (SELECT count(*) FROM ruling g WHERE g.article_id = a.id AND g.about = 'claim' AND g.aspect = 'claim' AND g.value = 'no')
	           AS claims_set_aside
	FROM article a
	LEFT JOIN claim_count c ON c.article_id = a.id
	LEFT JOIN source_count s ON s.article_id = a.id
	WHERE a.newer_id IS NULL
)
