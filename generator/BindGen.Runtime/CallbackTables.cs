using System.Collections.Concurrent;
using System.ComponentModel;

namespace BindGen.Runtime;

/// <summary>
/// The native tables of one struct of function pointers: one for each choice of the optional members, in memory that is never freed,
/// because C may keep the pointer longer than any object of C#. There are as many as choices are made in the program. For generated code.
/// </summary>
/// <param name="size">Of the struct, in bytes.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CallbackTables(int size)
{
    private readonly ConcurrentDictionary<ulong, Lazy<nint>> _tables = new();

    /// <summary>The table for a choice.</summary>
    /// <param name="present">A bit for each optional member that is there.</param>
    /// <param name="fill">Writes the function pointers into the zeroed table.</param>
    public nint Of(ulong present, Action<nint, ulong> fill) => _tables.TryGetValue(present, out var table) ? table.Value : Add(present, fill);

    private nint Add(ulong present, Action<nint, ulong> fill) => _tables.GetOrAdd(present, new Lazy<nint>(() =>
    {
        var table = StaticMemory.Allocate(size);
        fill(table, present);
        return table;
    })).Value;
}
