namespace SemCom;

/// <summary>What a point of a prompt says. The numbers are those of Segment Anything.</summary>
public enum PromptKind
{
    /// <summary>The point is not part of what is meant.</summary>
    Negative = 0,

    /// <summary>The point is part of what is meant.</summary>
    Positive = 1,

    /// <summary>Top left corner of a box around it.</summary>
    TopLeft = 2,

    /// <summary>Bottom right corner of a box around it.</summary>
    BottomRight = 3,
}
