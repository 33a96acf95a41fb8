using BindGen.Model.Comments;

namespace BindGen.Model;

/// <summary>All that headers say, whether a binding needs it or only a reader who decides about ownership.</summary>
internal sealed record HeaderFacts(CApi Api, CommentIndex Comments, AttributeIndex Attributes);
