-- What every list of claims begins with: claim_row has one row for each claim of the current articles, with its article, its source,
-- the places of its words and the passage they stand in. The query of the list follows it.
--
-- Places are 'FIELD:START-END;...', half-open byte ranges into article.text or article.headline. The passage is the paragraph of the
-- claim, or the run of paragraphs where a quotation goes on over several.
WITH claim_reach AS (           -- the first and the last byte of a claim in the field of its paragraph
	SELECT c.*, p.kind AS paragraph_kind, p.field,
	       (SELECT min(x.start) FROM claim_span x
	        WHERE x.claim_id = c.id AND x.field = p.field AND x.role IN ('source', 'cue', 'content')) AS first_byte,
	       (SELECT max(x.end) FROM claim_span x
	        WHERE x.claim_id = c.id AND x.field = p.field AND x.role IN ('source', 'cue', 'content')) AS last_byte
	FROM claim_now c JOIN paragraph p ON p.article_id = c.article_id AND p.number = c.paragraph
), claim_place AS (             -- the paragraphs that hold these bytes
	SELECT r.*,
	       (SELECT min(p.start) FROM paragraph p
	        WHERE p.article_id = r.article_id AND p.field = r.field AND p.end > r.first_byte) AS passage_start,
	       (SELECT max(p.end) FROM paragraph p
	        WHERE p.article_id = r.article_id AND p.field = r.field AND p.start < r.last_byte) AS passage_end
	FROM claim_reach r
), claim_row AS (
	SELECT c.id AS claim_id, c.article_id, c.source_id,
	       c.key AS claim, 'claim ' || substr(c.key, 1, 12) AS claim_short, a.key AS article, c.number, a.given_id, a.outlet, a.url, a.headline, a.byline, a.agency, a.dateline,
	       a.published, a.modified, a.lang, a.agency_copy, a.copy_agency, a.path, a.record,
	       c.field, c.paragraph, c.paragraph_kind,
	       s.number AS source_number, s.class AS source_class, s.kind AS source_kind, s.name AS source_name,
	       coalesce(s.name, c.source_words) AS speaker,
	       (SELECT group_concat(name || ' (' || class || '/' || kind || ')', '; ') FROM
	           (SELECT coalesce(n.name, m.name) AS name, coalesce(n.class, m.class) AS class, coalesce(n.kind, m.kind) AS kind
	            FROM source_member m LEFT JOIN source_now n ON n.id = m.member_id WHERE m.source_id = s.id ORDER BY m.number)) AS members,
	       c.source_words AS source, c.cue_words AS cue, c.content_words AS content, c.told_words AS told, c.through_words AS through, c.hands,
	       c.first_words AS first_reported_by,
	       CASE c.stance WHEN 'asserts' THEN '' ELSE c.stance || ': ' END || c.content_words AS said,    -- what a reader is told: 'denies: that ...'
	       c.quotation, c.stance, c.carried, o.key AS outer_claim, c.depth, d.key AS answers_claim, c.confidence,
	       coalesce(os.name, o.source_words) AS outer_speaker, coalesce(ds.name, d.source_words) || ': ' || d.content_words AS answered,
	       s.grant_words, s.reason_words, s.reason_code, r.meaning AS reason_meaning, s.basis_words, s.specificity,
	       CASE WHEN s.class = 'anonymous' AND s.kind IN ('individual', 'group') THEN (SELECT missing FROM source WHERE id = s.id) END AS missing, s.people,
	       s.plural_for_one,
	       (SELECT group_concat(x.field || ':' || x.start || '-' || x.end, ';') FROM claim_span x
	        WHERE x.claim_id = c.id AND x.role = 'source') AS source_offsets,
	       (SELECT group_concat(x.field || ':' || x.start || '-' || x.end, ';') FROM claim_span x
	        WHERE x.claim_id = c.id AND x.role = 'cue') AS cue_offsets,
	       (SELECT group_concat(x.field || ':' || x.start || '-' || x.end, ';') FROM claim_span x
	        WHERE x.claim_id = c.id AND x.role = 'content') AS content_offsets,
	       (SELECT group_concat(x.field || ':' || x.start || '-' || x.end, ';') FROM claim_span x
	        WHERE x.claim_id = c.id AND x.role = 'told') AS told_offsets,
	       (SELECT group_concat(x.field || ':' || x.start || '-' || x.end, ';') FROM claim_span x
	        WHERE x.claim_id = c.id AND x.role = 'through') AS through_offsets,
	       (SELECT group_concat(x.field || ':' || x.start || '-' || x.end, ';') FROM source_span x
	        WHERE x.source_id = s.id AND x.role = 'grant') AS grant_offsets,
	       (SELECT group_concat(x.field || ':' || x.start || '-' || x.end, ';') FROM source_span x
	        WHERE x.source_id = s.id AND x.role = 'reason') AS reason_offsets,
	       (SELECT group_concat(x.field || ':' || x.start || '-' || x.end, ';') FROM source_span x
	        WHERE x.source_id = s.id AND x.role = 'basis') AS basis_offsets,
	       coalesce(s.reviewed || coalesce('; ' || c.reviewed, ''), c.reviewed) AS reviewed,
	       c.passage_start,
	       CAST(substr(CAST(CASE c.field WHEN 'text' THEN a.text ELSE a.headline END AS BLOB), c.passage_start + 1,
	                   c.passage_end - c.passage_start) AS TEXT) AS passage
	FROM claim_place c
	JOIN article a ON a.id = c.article_id AND a.newer_id IS NULL
	JOIN source_now s ON s.id = c.source_id
	LEFT JOIN reason r ON r.code = s.reason_code
	LEFT JOIN claim_now o ON o.id = c.outer_id
	LEFT JOIN source_now os ON os.id = o.source_id
	LEFT JOIN claim_now d ON d.id = c.answers_id
	LEFT JOIN source_now ds ON ds.id = d.source_id
)
