-- The trigrams of new words wait in a list until their publication ends, as the words of new descriptions do.
alter index hcpcs.search_word_trigrams_idx set (fastupdate = on);
