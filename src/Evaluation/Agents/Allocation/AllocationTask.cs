namespace SemCom.Evaluation;

/// <summary>What is allocated.</summary>
public enum AllocationTask
{
    /// <summary>Slots and harvested energy in an upper layer, compression in a lower one.</summary>
    TwoLayers = 0,

    /// <summary>Power and compression in cells that disturb each other.</summary>
    Cells = 1,

    /// <summary>The channel uses of a frame among users of a group.</summary>
    Shared = 2,
}
