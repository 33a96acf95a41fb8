namespace BindGen.MisuseTests;

/// <summary>What becomes of a misuse.</summary>
internal enum MisuseKind
{
    /// <summary>The C# compiler refuses it; the detail is the error's code.</summary>
    CompileError,

    /// <summary>A named exception before any native call; the detail is its type.</summary>
    Exception,

    /// <summary>There is no way to say it: the member does not exist, or the wrapper makes the calls in the right order.</summary>
    Inexpressible,

    /// <summary>It can be done, and the report of holes says so; the detail is the hole's id.</summary>
    Hole,
}

/// <summary>The test shows what becomes of a misuse; tests/misuse.md lists all of them.</summary>
/// <param name="id">The row of <c>misuse.md</c>, such as <c>M18</c>.</param>
/// <param name="detail">An error's code, an exception's type, or a hole's id.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class MisuseAttribute(string id, MisuseKind kind, string detail = "") : Attribute
{
    public string Id { get; } = id;

    public MisuseKind Kind { get; } = kind;

    public string Detail { get; } = detail;
}
