namespace BindGen.Emit;

/// <summary>The names of one C# scope. Who comes second with a name gets underscores behind it, so that the order of declaration decides.</summary>
internal sealed class NameScope(IEnumerable<string> reserved)
{
    private readonly HashSet<string> _taken = new(reserved, StringComparer.Ordinal);

    /// <param name="name">The wished identifier, with its escape where it is a keyword.</param>
    public string Claim(string name)
    {
        var bare = CSharpName.Bare(name);
        if (_taken.Add(bare))
            return name;
        do
            bare += "_";
        while (!_taken.Add(bare));
        return bare;
    }
}
