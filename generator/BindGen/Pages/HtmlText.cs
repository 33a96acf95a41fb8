using System.Net;

namespace BindGen.Pages;

internal static class HtmlText
{
    /// <summary>A text as the content of an element or of a quoted attribute. Templates write what they are given as it is, so that every text
    /// that did not come from a template goes through here.</summary>
    public static string Of(string text) => WebUtility.HtmlEncode(text);
}
