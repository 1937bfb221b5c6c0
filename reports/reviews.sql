-- Every review, with what became of it, by the article that it is about. A withdrawal stands with the review that it withdraws.
SELECT v.review, substr(v.review, 1, 12) AS review_short, v.made_at, v.made_at AS made_on, v.reviewer, v.why, v.about, v.aspect, v.value,
       CASE v.about WHEN 'review' THEN 'withdraws ' || substr(v.withdraws, 1, 12) ELSE v.aspect || ' ' || v.value END AS decided,
       v.state, v.place, v.lost, v.policy, v.rule, v.withdraws, v.withdrawn_by, v.withdrawer,
       v.article, v.url, v.engine, v.field, v.start, v.end, v.words, v.before, v.after,
       v.article_now, v.field_now || ':' || v.start_now || '-' || v.end_now AS offsets_now, v.source_number, v.source_name, v.claim,
       coalesce(v.article, w.article) AS about_article,
       coalesce(v.outlet, w.outlet) AS outlet, coalesce(v.headline, w.headline) AS headline, coalesce(v.published, w.published) AS published
FROM reviews v LEFT JOIN reviews w ON w.review = v.withdraws
ORDER BY coalesce(v.outlet, w.outlet) IS NULL, coalesce(v.outlet, w.outlet), coalesce(v.published, w.published),
         coalesce(v.article, w.article), v.made_at, v.about = 'review', v.review
