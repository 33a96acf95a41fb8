namespace BindGen.Runtime;

/// <summary>What a callback says that is called for one object after the other.</summary>
public enum Iteration
{
    /// <summary>Go on with the next.</summary>
    Continue = 0,

    /// <summary>This was the last.</summary>
    Stop = 1,
}
