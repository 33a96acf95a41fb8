namespace BindGen.Runtime;

/// <summary>
/// What the cookies that C holds stand for. A cookie is a place in this table and a number that no other cookie of the process has: one
/// that comes too late finds nothing, or a scope with another cookie, and never somebody else's object.
/// </summary>
internal static class CookieTable
{
    private const int PlaceBits = 24;
    private const int MostPlaces = (1 << PlaceBits) - 1;

    private static readonly Lock Gate = new();
    private static readonly Stack<int> Free = new();
    private static CallbackScope?[] _scopes = new CallbackScope?[16];
    private static int _taken;
    private static long _generation;

    /// <summary>The scope with this cookie, whether or not it is closed; null when there is none.</summary>
    public static CallbackScope? Find(nint cookie)
    {
        // A place is one more than an index, so that no cookie is 0.
        var index = (int)(cookie & MostPlaces) - 1;
        var scopes = Volatile.Read(ref _scopes);
        return (uint)index < (uint)scopes.Length && Volatile.Read(ref scopes[index]) is { } scope && scope.Cookie == cookie ? scope : null;
    }

    /// <summary>Takes a place, which <see cref="Publish"/> fills.</summary>
    public static nint Take()
    {
        lock (Gate)
        {
            if (!Free.TryPop(out var index))
                index = _taken < MostPlaces ? _taken++ : throw new InvalidOperationException("C holds too many cookies.");
            return (nint)(++_generation << PlaceBits) | (index + 1);
        }
    }

    public static void Publish(CallbackScope scope)
    {
        var index = (int)(scope.Cookie & MostPlaces) - 1;
        lock (Gate)
        {
            // Who still reads the old array finds all that C knows of: this scope's cookie was not given out yet.
            if (index >= _scopes.Length)
            {
                var grown = new CallbackScope?[Math.Max(_scopes.Length * 2, index + 1)];
                _scopes.CopyTo(grown, 0);
                Volatile.Write(ref _scopes, grown);
            }
            Volatile.Write(ref _scopes[index], scope);
        }
    }

    public static void Remove(CallbackScope scope)
    {
        var index = (int)(scope.Cookie & MostPlaces) - 1;
        lock (Gate)
        {
            _scopes[index] = null;
            Free.Push(index);
        }
    }
}
