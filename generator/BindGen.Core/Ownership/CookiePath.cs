using BindGen.Diagnostics;
using BindGen.Model;
using BindGen.Rules;

namespace BindGen.Ownership;

/// <summary>How a callback that gets no cookie finds its table, behind which the cookie is: one of its arguments leads there.</summary>
/// <param name="Handle">What that argument is.</param>
/// <param name="Record">The argument's struct.</param>
/// <param name="Member">The member of that struct, or of one inside it, that points to the table.</param>
/// <param name="Inner">The member of the table that the pointer is to; null when it is to the table itself.</param>
internal sealed record CookiePath(string Handle, CRecord Record, CField Member, CField? Inner)
{
    private const int BitsOfByte = 8;

    /// <summary>Between the table and where the pointer leads, in bytes.</summary>
    public long Offset => (Inner?.BitOffset ?? 0) / BitsOfByte;

    public string Words => $"cookie in {Handle}.{Member.Name}";
}

/// <summary>Binds <c>cookie in ITEM.PATH</c>.</summary>
internal sealed class CookiePathBinder(BindingContext context)
{
    /// <param name="table">The struct that has the callbacks.</param>
    /// <returns>Null after an error was reported.</returns>
    public CookiePath? Bind(Word path, CRecord table)
    {
        var dot = path.Text.IndexOf('.');
        var item = path with { Text = dot < 0 ? path.Text : path.Text[..dot] };
        if (!context.IsHandle(item, "Name the handle of an argument that all callbacks get, and the member that points to their table."))
            return null;
        if (context.RecordOfHandle(item.Text) is not { } record)
            return null;
        var member = dot < 0 ? null : MemberPath.Find(context.Index, record, path.Text[(dot + 1)..]);
        if (member is null)
        {
            context.Error(
                DiagnosticKinds.UnknownSymbol, path.Span, dot < 0 ? $"'{path.Text}' names no member" : $"a '{item.Text}' has no member '{path.Text[(dot + 1)..]}'",
                "Write 'cookie in HANDLE.MEMBER;': a dot leads into a struct inside another, and no pointer is followed but the last.", record);
            return null;
        }
        var target = context.Index.Pointee(member.Type);
        if (target == table)
            return new CookiePath(item.Text, record, member, null);
        var inner = table.Fields.Where(field => target is not null && field.Name.Length > 0 && context.Index.RecordOf(field.Type) == target).ToList();
        if (inner is [var only])
            return new CookiePath(item.Text, record, member, only);
        context.Error(
            DiagnosticKinds.Contradiction, path.Span, $"'{record.Name}.{member.Name}' is a '{TypeNotation.Print(member.Type)}', which leads to no '{table.Name}'",
            "It has to point to the table, or to a struct that the table has once.", record);
        return null;
    }
}
