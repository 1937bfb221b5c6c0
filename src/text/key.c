#include "text/article.h"

struct hs_id hs_article_key(const struct hs_article *article)
{
	struct hs_id_maker *maker = hs_id_begin("article");

	hs_id_adds(maker, article->url);
	if (!article->url) {
		hs_id_adds(maker, article->outlet);
		hs_id_adds(maker, article->published);
	}
	hs_id_adds(maker, article->headline);
	hs_id_add(maker, article->text, article->text_len);
	return hs_id_end(maker);
}
