namespace BindGen.Ownership;

/// <summary>The kinds of generated classes, of which each has members of its own.</summary>
internal enum MemberPlace
{
    Handle,
    Functions,
    Record,
    Callbacks,
}

/// <summary>The members that generated classes have themselves: from their templates, from what their bases in BindGen.Runtime show them, and from <see cref="object"/>. A rule cannot give its member such a name.</summary>
internal static class ReservedMembers
{
    private static readonly HashSet<string> OfObjects = ["Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString"];

    /// <summary>Of the owning class, of what opens it, and of the borrow: which of them a method goes into is not known here.</summary>
    private static readonly HashSet<string> OfHandles =
    [
        "AsNormal", "Blocking", "Clone", "Dispose", "DisposeAll", "IsDisposed", "IsNull", "IsOpen", "Pointer", "PointerOrNull", "ReleaseNative", "Retain", "TryAccess", "TryRetain",
        "Use",
    ];

    private static readonly HashSet<string> OfRecords =
        ["Clone", "CookieOf", "CopyFrom", "CopyTo", "Elements", "EqualityContract", "Fill", "HasCallbacks", "KeepForEver", "Native", "NativeSize", "PrintMembers"];

    private static readonly HashSet<string> OfCallbacks = ["Fill", "Native", "Tables"];

    public static bool Has(string item, MemberPlace place, string member) =>
        member == item || OfObjects.Contains(member) || place switch
        {
            MemberPlace.Handle => OfHandles.Contains(member),
            MemberPlace.Record => OfRecords.Contains(member),
            MemberPlace.Callbacks => OfCallbacks.Contains(member),
            _ => false,
        };

    /// <summary>A name that is free: what is asked or done, and of what.</summary>
    public static string Instead(string item, string member) => member == item ? member + "Value" : member + item;
}
