namespace BindGen.Runtime;

/// <summary>A guard was given as proof of a lock, and it is the guard of another object, or was left before.</summary>
/// <param name="message">What is wrong with it.</param>
public sealed class WrongLockException(string message) : InvalidOperationException(message);
