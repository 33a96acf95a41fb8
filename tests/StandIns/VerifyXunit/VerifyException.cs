namespace VerifyXunit;

/// <summary>What a test produced is not what its verified files hold.</summary>
internal sealed class VerifyException(string message) : Exception(message);
