/** @file Attention. */
import { given, lacking, row, type Table, t } from "./row.js"

export const attention: Table = {
  "nn.functional._scaled_dot_product_attention": lacking(
    row(
      "query, key, value, attn_mask=None, dropout_p=0.0, need_attn_weights=False, is_causal=False",
      ({ query, key, value, attn_mask, is_causal }) => {
        const options = given({ mask: attn_mask, isCausal: is_causal })
        return [t.scaledDotProductAttention(query, key, value, options), t.attentionWeights(query, key, options)]
      },
    ),
    ({ dropout_p }) => (dropout_p > 0 ? "PyTorch's random numbers" : undefined),
  ),
  "nn.functional.scaled_dot_product_attention": lacking(
    row(
      "query, key, value, attn_mask=None, dropout_p=0.0, is_causal=False, scale=None, enable_gqa=False",
      ({ query, key, value, attn_mask, is_causal, scale }) =>
        t.scaledDotProductAttention(query, key, value, given({ mask: attn_mask, isCausal: is_causal, scale })),
    ),
    ({ dropout_p, enable_gqa }) =>
      dropout_p > 0 ? "PyTorch's random numbers" : enable_gqa ? "heads that share keys" : undefined,
  ),
}
